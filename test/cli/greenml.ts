import { runCommand } from "../../cli/program";

/** Runs the command in this process and collects what it prints. */
export async function greenml(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: "", err: "" };
  const code = await runCommand(args, "1.2.3", {
    out: (one) => {
      text.out += one;
    },
    err: (one) => {
      text.err += one;
    },
  });
  return { code, ...text };
}

/** Lines that are wider than a terminal of 80 columns. */
export function widerThan80(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.length > 80);
}

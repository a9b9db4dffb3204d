import { runCommand } from "../program";

const block = /(<!-- (greenml [^\n]*) -->\n\n)```text\n[\s\S]*?```\n/g;

/** The page with the output of every command that a comment above a text block names, run from the repository's folder. */
export async function commandPage(page: string): Promise<string> {
  const outputs = new Map<string, string>();
  for (const [, , line] of page.matchAll(block)) {
    if (line !== undefined) outputs.set(line, await printed(line));
  }
  return page.replace(
    block,
    (_, head: string, line: string) => `${head}\`\`\`text\n$ ${line}\n${outputs.get(line) ?? ""}\`\`\`\n`,
  );
}

async function printed(line: string): Promise<string> {
  let text = "";
  const take = (one: string): void => {
    text += one;
  };
  await runCommand(line.split(" ").slice(1), "", { out: take, err: take });
  return text;
}

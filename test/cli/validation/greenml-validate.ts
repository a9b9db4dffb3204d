import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { InputError } from "../../../cli/input-error";
import { validateOutput, type ValidateOutput, type ValidationRow } from "../../../cli/schemas/validate-output";
import { ThresholdExceeded } from "../../../cli/threshold-exceeded";
import { validate, validateCommand } from "../../../cli/validate";

const header =
  "id,model,phase,hardware,accelerator_count,days,accelerator_hours,avg_w_per_accelerator,power_basis,pue,grid_g_kwh,energy_mwh,tco2e,tco2e_scope,notes,source";

/** A row of the reference table's columns; what is not named is blank. */
export function line(cells: Readonly<Record<string, string | number>>): string {
  const all: Readonly<Record<string, string | number>> = { id: "run", phase: "training", hardware: "V100", ...cells };
  return header
    .split(",")
    .map((column) => `"${String(all[column] ?? "").replaceAll('"', '""')}"`)
    .join(",");
}

/** A CSV text with the reference table's header. */
export function csv(...lines: readonly string[]): string {
  return [header, ...lines].join("\n");
}

/** Calls `use` with a file that holds a text, and removes the file. */
export function withFile<T>(text: string | Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "greenml-validate-"));
  const file = join(folder, "runs.csv");
  writeFileSync(file, text);
  try {
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the command makes of a CSV text; its shape is checked against the published schema. */
export function scores(text: string | Uint8Array): ValidateOutput {
  return validateOutput.parse(withFile(text, validate));
}

/** The one row that the cells make. */
export function scored(cells: Readonly<Record<string, string | number>>): ValidationRow {
  return scores(csv(line(cells))).rows[0]!;
}

/** The sentence with which a CSV text is refused. */
export function refusal(text: string): string {
  try {
    withFile(text, validate);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "accepted";
}

/** Runs the sub-command and tells how the whole command would end. */
export function run(...args: string[]): { code: number; out: string; says: string } {
  let out = "";
  const command = validateCommand({
    out: (text) => {
      out += text;
    },
    err: () => undefined,
  })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse(args, { from: "user" });
    return { code: 0, out, says: "" };
  } catch (error) {
    if (error instanceof ThresholdExceeded) return { code: 1, out, says: error.message };
    if (error instanceof InputError || error instanceof CommanderError) return { code: 2, out, says: error.message };
    throw error;
  }
}

/** The runs, outside the reference table, that the default loads were taken from. */
export const defaultLoadRunsFile = join(__dirname, "default-load-runs.csv");

/** Published runs that neither the reference table nor any default knows. */
export const otherRunsFile = join(__dirname, "other-runs.csv");

/** Published runs that were collected after the last change of a default. */
export const laterRunsFile = join(__dirname, "later-runs.csv");

/** Published runs that were collected after the later ones, many of which generate text, images and videos. */
export const furtherRunsFile = join(__dirname, "further-runs.csv");

/** Published runs that were collected after the default of inference was changed. */
export const fourthRunsFile = join(__dirname, "fourth-runs.csv");

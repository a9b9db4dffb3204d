import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { problems, refusal } from "./rule-settings";
import { nearestFile } from "./settings-file";

/** Name of the file that holds a project's evidence. */
export const EVIDENCE_FILE = "greenml.evidence.json";

/** Environment variable that names the evidence file instead; an absolute path. */
const EVIDENCE_VARIABLE = "GREENML_EVIDENCE";

/** Where evidence may be looked for. */
interface Whereabouts {
  /** Folder of the pack, or of the project. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly settingsFile: string | undefined;
  /** What the settings file names, seen from where it stands. */
  readonly setting: string | undefined;
}

/** The evidence file: the one that the environment names, else the settings, else the nearest in a folder or above it, else none. */
export function findEvidenceFile({ folder, environment, settingsFile, setting }: Whereabouts): string | undefined {
  const named = environment[EVIDENCE_VARIABLE] ?? "";
  if (named === "" && setting !== undefined) return resolve(dirname(settingsFile ?? folder), setting);
  return nearestFile(folder, EVIDENCE_FILE, EVIDENCE_VARIABLE, named);
}

/** The records in a file, each as it stands there; throws one sentence where the file is none of evidence. */
export function recordsInFile(file: string): readonly unknown[] {
  try {
    const parsed = z
      .strictObject({ $schema: z.string().optional(), records: z.array(z.unknown()) })
      .safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data.records;
    throw new Error(problems(parsed.error));
  } catch (error) {
    throw refusal(`Cannot use the evidence in ${file} because of ${error instanceof Error ? error.message : "itself"}`);
  }
}

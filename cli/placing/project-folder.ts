import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder of the Pulumi project that a folder is in; undefined where it is in none. */
export function findProjectFolder(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

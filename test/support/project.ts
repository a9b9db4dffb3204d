import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "./sandbox";

/** A Pulumi project outside the repository, in plain JavaScript, that finds this repository's packages. */
export interface Project {
  readonly folder: string;
  /** Replaces the program. */
  write(program: string): void;
  remove(): void;
}

export function newProject(name: string, program: string): Project {
  const folder = mkdtempSync(join(tmpdir(), `greenml-${name}-`));
  const write = (text: string): void => {
    writeFileSync(join(folder, "index.js"), text);
  };
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const runtime = "runtime:\n  name: nodejs\n  options: { typescript: false }\n";
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: ${name}\n${runtime}packages:\n  greenml: ${join(root, "provider")}\n`,
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "0.0.0", main: "index.js" }));
  write(program);
  return {
    folder,
    write,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

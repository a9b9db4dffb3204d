import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Puts the stand-in where the engine looks for the `aws` provider, so that no project has to change.
 * `nodeEntry` is the built `sandbox/aws/main.js`; `versions` are those of `@pulumi/aws` that programs may have,
 * here the one beside this package. Answers the folders written.
 */
export function installStandIn(
  pulumiHome: string,
  nodeEntry: string,
  versions: readonly string[] = [installedVersion()],
): readonly string[] {
  return versions.map((version) => {
    const folder = join(pulumiHome, "plugins", `resource-aws-v${version}`);
    const script = join(folder, "pulumi-resource-aws");
    mkdirSync(folder, { recursive: true });
    const words = [process.execPath, nodeEntry, "--plugin-version", version].map(quoted).join(" ");
    writeFileSync(script, `#!/bin/sh\nexec ${words} "$@"\n`);
    chmodSync(script, 0o755);
    return folder;
  });
}

function installedVersion(): string {
  const file = createRequire(__filename).resolve("@pulumi/aws/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

// Compiles the TypeScript rooms into dist/ and copies the data, scripts and templates that stand beside them.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rooms = [
  "carbon",
  "cli",
  "components",
  "demo",
  "functions",
  "jobs",
  "policies",
  "provider",
  "sandbox",
  "stacks",
].filter((room) => existsSync(join(root, room)));
const typescript = join(dirname(createRequire(import.meta.url).resolve("typescript")), "tsc.js");

if (process.argv.includes("--clean")) rmSync(join(root, "dist"), { recursive: true, force: true });
// Types are checked by `npm run types`; a build only has to be quick and complete.
execFileSync(process.execPath, [typescript, "-p", join(root, "tsconfig.build.json"), "--noCheck"], {
  stdio: ["ignore", 2, 2],
});
for (const room of rooms) copyAssets(join(root, room), join(root, "dist", room));
if (!process.argv.includes("--quiet")) console.log(`built ${rooms.join(", ")} into dist`);

function copyAssets(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === "__pycache__" || entry.name === "node_modules") continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyAssets(source, target);
    else if (extname(entry.name) !== ".ts" && entry.name !== "package.json") cpSync(source, target);
  }
}

#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runCommand } from "./program";

/** The version of the package this file is part of, built or not. */
function packageVersion(): string {
  for (let folder = dirname(__dirname); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
      if (manifest["name"] === "pulumi-greenml") return String(manifest["version"]);
    } catch {
      continue;
    }
  }
  throw new Error("Unknown version: the package's own package.json is missing.");
}

// What is parsed from a state lives to the end: a nursery that grows with it would take 30 MiB for nothing (bench/estimate.mjs).
setFlagsFromString("--semi-space-growth-factor=1");
// Whoever reads the result may have enough of it early, as head does: that is no fault. A full disk is one, and never 1 (program.ts).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`greenml: Cannot write the result because of ${error.code ?? error.message}\n`);
  process.exit(2);
});
const streams = {
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
  colour: process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "",
};
void runCommand(process.argv.slice(2), packageVersion(), streams).then((code) => {
  process.exitCode = code;
});

import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parsePins, PIN_FILE_NAME, type Pin, type PinFile } from "../carbon";

let kept: { readonly path: string; readonly file: PinFile | undefined } | undefined;

/**
 * The pin that `greenml pin` wrote for a component into the file beside Pulumi.yaml. The file is read when the first component
 * asks, and once.
 *
 * @throws Error with one sentence where the file is broken
 */
export function findPin(name: string): Pin | undefined {
  // Outside the engine nobody says where Pulumi.yaml is, and Pulumi answers with a word that is no path.
  const root = pulumi.getRootDirectory();
  const path = join(isAbsolute(root) ? root : process.cwd(), PIN_FILE_NAME);
  if (kept?.path !== path) kept = { path, file: existsSync(path) ? parsePins(readFileSync(path, "utf8")) : undefined };
  const pins = kept.file?.pins ?? {};
  return Object.hasOwn(pins, name) ? pins[name] : undefined;
}

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { formatPins, parsePins, PIN_FILE_NAME, type PinFile } from "../../carbon";
import { InputError } from "../input-error";
import { errorCode } from "../reading/error-code";

/** The pins of a project; none where it has no file of them. */
export function readPins(folder: string): PinFile {
  const file = join(folder, PIN_FILE_NAME);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { version: 1, pins: {} };
    throw new InputError(`Cannot read ${file} because of ${errorCode(error) ?? String(error)}`);
  }
  try {
    return parsePins(text);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

/** Writes the pins of a project: the old file or the new one is there at any moment, never half of one. */
export function writePins(folder: string, pins: PinFile): void {
  const file = join(folder, PIN_FILE_NAME);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, formatPins(pins), { flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new InputError(`Cannot write ${file} because of ${errorCode(error) ?? String(error)}`);
  }
}

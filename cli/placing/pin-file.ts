import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { formatPins, parsePins, PIN_FILE_NAME, type Pin, type PinFile } from "../../carbon";
import { InputError } from "../input-error";
import { errorCode } from "../reading/error-code";
import { writeWhole } from "../writing/write-whole";

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

/**
 * Changes the pins of a project: the old file or the new one is there at any moment, never half of one, and of several who
 * change it at once nobody's pin is lost.
 */
export function changePins(folder: string, change: (file: PinFile) => readonly (readonly [string, Pin])[]): void {
  const file = join(folder, PIN_FILE_NAME);
  try {
    alone(`${file}.lock`, () => {
      writeWhole(file, formatPins({ version: 1, pins: Object.fromEntries(change(readPins(folder))) }));
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`Cannot write ${file} because of ${errorCode(error) ?? String(error)}`);
  }
}

const PATIENCE_MS = 2000;
const PAUSE_MS = 20;

/** Does something while no other process does something behind the same lock, a file that names its holder. */
function alone(lock: string, work: () => void): void {
  for (let waited = 0; !taken(lock); waited += PAUSE_MS) {
    if (waited > PATIENCE_MS) {
      throw new InputError(`Cannot change the pins because ${lock} is there: delete it if no other greenml runs`);
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    // A full disk makes the file and not its text.
    rmSync(lock, { force: true });
    throw error;
  }
}

/** Whether the process that holds a lock has gone, as one that was killed; one that has not written its name yet has not. */
function isAbandoned(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    if (!Number.isInteger(holder) || holder <= 0) return false;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return errorCode(error) === "ESRCH";
  }
}

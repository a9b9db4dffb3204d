import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

import { InputError } from "../input-error";
import { errorCode } from "../reading/error-code";

/**
 * Writes a file so that the old one or the new one is there at any moment, never half of one, also where the disk is full; a
 * link stays one. Throws one sentence when it cannot be written.
 */
export function writeWhole(file: string, text: string): void {
  let draft: string | undefined;
  try {
    const standing = statSync(file, { throwIfNoEntry: false });
    const target = standing === undefined ? file : realpathSync(file);
    draft = `${target}.${process.pid}.tmp`;
    writeFileSync(draft, text, { flag: "wx", ...(standing !== undefined && { mode: standing.mode }) });
    renameSync(draft, target);
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    throw new InputError(`Cannot write ${file} because of ${errorCode(error) ?? String(error)}`);
  }
}

import { rmSync, writeFileSync } from "node:fs";

import { InputError } from "../input-error";
import { errorCode } from "../reading/error-code";

/** Writes a file that is not there yet, whole or not at all; throws one sentence that calls it as told when it cannot be. */
export function writeNew(file: string, text: string, called = file): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    // A full disk makes the file and not all of its text.
    if (["ENOSPC", "EDQUOT", "EFBIG", "EIO"].includes(code)) rmSync(file, { force: true });
    const reasons: Readonly<Record<string, string>> = {
      EEXIST: "it is there already",
      ENOENT: "its folder is not there",
    };
    throw new InputError(`Cannot write ${called} because ${reasons[code] ?? `of ${code}`}`);
  }
}

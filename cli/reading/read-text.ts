import { readFileSync } from "node:fs";

import { decoded } from "../../carbon/catalog/decoded";
import { InputError } from "../input-error";
import { errorCode } from "./error-code";

/** The text of a file, or of standard input for "-"; throws one sentence when it cannot be had. */
export function readText(file: string, argument: string): string {
  try {
    return decoded(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    const why = errorCode(error);
    if (why === undefined) throw error;
    const reasons: Readonly<Record<string, string>> = { ENOENT: "there is none", EISDIR: "it is a folder" };
    throw new InputError(`Cannot read ${argument} "${file}" because ${reasons[why] ?? `of ${why}`}`);
  }
}

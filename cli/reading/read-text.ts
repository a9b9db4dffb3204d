import { readFileSync } from "node:fs";

import { InputError } from "../input-error";
import { errorCode } from "./error-code";

/** The text of a file, or of standard input for "-"; throws one sentence when it cannot be had. */
export function readText(file: string, argument: string): string {
  try {
    const text = readFileSync(file === "-" ? 0 : file, "utf8");
    // PowerShell writes a mark of UTF-8 before everything else.
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  } catch (error) {
    const why = errorCode(error);
    if (why === undefined) throw error;
    const reasons: Readonly<Record<string, string>> = { ENOENT: "there is none", EISDIR: "it is a folder" };
    throw new InputError(`Cannot read ${argument} "${file}" because ${reasons[why] ?? `of ${why}`}`);
  }
}

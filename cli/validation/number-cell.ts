import { exactly, range, type Range } from "../../carbon";
import { InputError } from "../input-error";

const blanks = new Set(["", "-", "n/a", "na", "nan", "none", "null", "unknown", "?"]);
const number = String.raw`\d+(?:[ ,]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?`;
const oneNumber = new RegExp(`^[~≈]?\\s*(${number})$`, "i");
const twoNumbers = new RegExp(`^(${number})\\s*(?:-|–|to)\\s*(${number})$`, "i");

/** What a figure may lie between. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * A figure of a cell: a number, a range such as "68-73" whose middle is likely, or undefined for a blank. Anything else, and
 * what lies outside the bounds, ends the command in one sentence.
 */
export function numberCell(cell: string, where: string, { least, most }: Bounds): Range | undefined {
  const text = cell.trim();
  if (blanks.has(text.toLowerCase())) return undefined;
  const found = rangeOf(text);
  if (found !== undefined && found.low >= least && found.high <= most) return found;
  throw new InputError(`Expected a number from ${least} to ${most} in ${where}, got "${text}".`);
}

function rangeOf(text: string): Range | undefined {
  const [, one] = oneNumber.exec(text) ?? [];
  if (one !== undefined) return exactly(valueOf(one));
  const [, from, to] = twoNumbers.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [low, high] = [valueOf(from), valueOf(to)];
  return low <= high ? range(low, (low + high) / 2, high) : undefined;
}

function valueOf(text: string): number {
  return Number(text.replaceAll(/[ ,]/g, ""));
}

import { exactly, range, type Range } from "../../carbon";
import { InputError } from "../input-error";

const blanks = new Set(["", "-", "–", "n/a", "na", "nan", "none", "null", "unknown", "undisclosed", "tbd", "?"]);
const number = String.raw`\d+(?:[ ,'_\u00a0\u2009\u202f]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?`;
const about = String.raw`^(?:[~≈<>]=?|[≤≥]|about|approx\.?|ca?\.|circa|around)?\s*`;
const size = String.raw`\s*(k|m|million|b|billion)?`;
const oneNumber = new RegExp(`${about}(${number})${size}$`, "i");
const twoNumbers = new RegExp(`${about}(${number})${size}\\s*(?:-|–|to)\\s*(${number})${size}$`, "i");
const around = new RegExp(`${about}(${number})\\s*(?:±|\\+\\/?-)\\s*(${number})$`, "i");
const sizes: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, million: 1e6, b: 1e9, billion: 1e9 };

/** What a figure may lie between, and the units that may stand behind it, with what they are in the column's own. */
export interface Column {
  readonly least: number;
  readonly most: number;
  readonly units: Readonly<Record<string, number>>;
}

/** What a cell holds: a figure, nothing, or something that is no number. */
export type NumberCell = Range | undefined | "unreadable";

/**
 * A figure of a cell: a number, a range such as "68-73" whose middle is likely, or undefined for a blank. A number beyond what
 * the column may hold ends the command in one sentence.
 */
export function numberCell(cell: string, where: string, { least, most, units }: Column): NumberCell {
  const text = cell.replace(/\s*\([^)]*\)\s*$/, "").trim();
  if (blanks.has(text.toLowerCase())) return undefined;
  const sign = /^[-−]/.test(text) ? -1 : 1;
  const found = withUnit(sign < 0 ? text.slice(1) : text, units);
  if (found === undefined) return "unreadable";
  if (sign > 0 && found.low >= least && found.high <= most) return found;
  throw new InputError(`Expected a number from ${least} to ${most} in ${where}, got "${cell.trim()}".`);
}

function withUnit(text: string, units: Column["units"]): Range | undefined {
  const bare = rangeOf(text);
  if (bare !== undefined) return bare;
  const [, figure, unit] = /^(.*\d)\s*([a-z%/ -]+)\.?$/i.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit.trim().toLowerCase()];
  const found = figure === undefined || factor === undefined ? undefined : rangeOf(figure);
  if (found === undefined || factor === undefined) return undefined;
  return range(found.low * factor, found.likely * factor, found.high * factor);
}

function rangeOf(text: string): Range | undefined {
  const [, one, large] = oneNumber.exec(text) ?? [];
  if (one !== undefined) return exactly(valueOf(one, large));
  const [, middle, error] = around.exec(text) ?? [];
  if (middle !== undefined && error !== undefined)
    return between(valueOf(middle) - valueOf(error), valueOf(middle) + valueOf(error));
  const [, from, fromSize, to, toSize] = twoNumbers.exec(text) ?? [];
  return from === undefined || to === undefined
    ? undefined
    : between(valueOf(from, fromSize ?? toSize), valueOf(to, toSize));
}

function between(low: number, high: number): Range | undefined {
  return low <= high ? range(low, (low + high) / 2, high) : undefined;
}

function valueOf(text: string, large = ""): number {
  return Number(text.replaceAll(/[ ,'_\u00a0\u2009\u202f]/g, "")) * (sizes[large.toLowerCase()] ?? 1);
}

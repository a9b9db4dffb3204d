import { exactly, range, type Range } from "../../carbon";
import { InputError } from "../input-error";

const blanks =
  /^(|[-–—?]|n\/?a|nan|none|null|unknown|undisclosed|unspecified|tbd|not (said|stated|given|known|reported|published|disclosed))$/i;
const separator = String.raw`[ ,'_\u00a0\u2009\u202f]`;
// No group follows a lone nought: "0,015" is no number of thousands.
const number = String.raw`(?!0+${separator}\d)\d+(?:${separator}\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?`;
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
  if (blanks.test(text)) return undefined;
  const sign = /^[-−]/.test(text) ? -1 : 1;
  const found = withUnit(sign < 0 ? text.slice(1) : text, units);
  if (found === undefined) return "unreadable";
  if (sign > 0 && found.low >= least && found.high <= most) return found;
  throw new InputError(`Expected a number from ${least} to ${most} in ${where}, got "${cell.trim()}".`);
}

/** At most this share of a figure is laid to rounding, as of one with three digits. */
const mostRounding = 0.005;

/** The figures that a published one may be rounded from: half a unit of its last digit to either side. */
export function rounded(figure: Range | undefined, cell: string): Range | undefined {
  if (figure === undefined || figure.low < figure.high) return figure;
  const [written = ""] = new RegExp(number, "i").exec(cell) ?? [];
  const digits = Number(written.replace(/e.*$/i, "").replaceAll(/\D/g, ""));
  const share = Math.min(mostRounding, 0.5 / digits);
  return range(figure.low * (1 - share), figure.likely, figure.high * (1 + share));
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
  return Number(text.replaceAll(new RegExp(separator, "g"), "")) * (sizes[large.toLowerCase()] ?? 1);
}

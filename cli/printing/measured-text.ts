import { measurables } from "../usage/measured";
import { evidenceOf, type Evidence } from "../work/evidence";
import type { Estimated } from "../work/finding";
import { STAY } from "./grid";

/** What was measured of something, as the end of its remark: "; measured: 210 W (nvidia-smi, 2026-08-01)". */
export function measuredText({ figures }: Estimated): string {
  if (figures.measured === undefined) return "";
  const found = evidenceOf(figures).map((one) => `${quantityText(one)} (${one.source}, ${one.date})`);
  return `; measured: ${found.join(", ")}`;
}

function quantityText({ quantity, low, likely, high }: Evidence): string {
  const figure = low === high ? digits(likely) : `${digits(low)}-${digits(high)}`;
  return quantity === "utilisation" ? `load${STAY}${figure}` : `${figure}${STAY}${measurables[quantity]}`;
}

function digits(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 });
}

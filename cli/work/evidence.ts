import { range, type Measurement, type Range } from "../../carbon";
import { quantitiesOf, type Measurable } from "../usage/measured";
import type { Figures } from "./figures";

/** One quantity that somebody measured, with the day and the source. */
export interface Evidence extends Range {
  readonly quantity: Measurable;
  readonly instanceType: string;
  readonly date: string;
  readonly source: string;
}

/** What was measured of something, each quantity of each measurement once. */
export function evidenceOf({ measured = [] }: Figures): readonly Evidence[] {
  const found = measured.flatMap((one) => quantitiesOf(one).map((quantity) => evidence(one, quantity)));
  const unique = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...unique.values()];
}

function evidence(one: Measurement, quantity: Measurable): Evidence {
  const { instanceType, date, source } = one;
  const value = one[quantity] ?? 0;
  const { low, likely, high }: Range = typeof value === "number" ? range<number>(value, value, value) : value;
  return { quantity, low, likely, high, instanceType, date, source };
}

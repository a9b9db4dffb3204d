import { range, type Range } from "../units/range";
import { bare, optionalQuantity, quantity, text } from "./cells";
import { once } from "./once";
import { table } from "./table";

/** One constant of a method, with its unit and its source. */
export interface Coefficient extends Range {
  readonly group: string;
  readonly key: string;
  readonly unit: string;
  readonly source: string;
}

const rows = table(
  "coefficients.csv",
  {
    group: text,
    key: text,
    low: optionalQuantity(bare),
    value: quantity(bare),
    high: optionalQuantity(bare),
    unit: text,
    source: text,
  },
  (row): Coefficient => ({
    ...range(row.low ?? row.value, row.value, row.high ?? row.value),
    group: row.group,
    key: row.key,
    unit: row.unit,
    source: row.source,
  }),
  ["group", "key"],
);

const byGroup = once(() => {
  const groups = new Map<string, Map<string, Coefficient>>();
  for (const row of rows())
    groups.set(row.group, (groups.get(row.group) ?? new Map<string, Coefficient>()).set(row.key, row));
  return groups;
});

/** Every coefficient of the catalogue. */
export function coefficients(): readonly Coefficient[] {
  return rows();
}

/** The coefficient, or undefined when the catalogue lacks it. */
export function findCoefficient(group: string, key: string): Coefficient | undefined {
  return byGroup().get(group)?.get(key);
}

/** The coefficient; throws one sentence when the catalogue lacks it. */
export function coefficient(group: string, key: string): Coefficient {
  const found = findCoefficient(group, key);
  if (found === undefined) throw new Error(`Unknown coefficient "${key}" of group "${group}"`);
  return found;
}

import { gramsPerKilowattHour } from "../units/quantities";
import { bare, optionalQuantity, quantity, text } from "./cells";
import { once } from "./once";
import { table } from "./table";

const rows = table(
  "marginal-intensity.csv",
  {
    region: text,
    g_kwh: optionalQuantity(gramsPerKilowattHour),
    year: quantity(bare),
    source: text,
  },
  (row) => row,
);

/** One row of the table of marginal intensities. */
export type MarginalRow = ReturnType<typeof rows>[number];

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** What one more kilowatt-hour makes the grid under a region emit. */
export function findMarginal(regionId: string): MarginalRow | undefined {
  return byRegion().get(regionId);
}

import { gramsPerKilowattHour } from "../units/quantities";
import { bare, optionalQuantity, optionalText, quantity, text } from "./cells";
import { once } from "./once";
import { table } from "./table";

const rows = table(
  "grid-intensity.csv",
  {
    region: text,
    zone: text,
    g_kwh: optionalQuantity(gramsPerKilowattHour),
    year: quantity(bare),
    g_kwh_2024: optionalQuantity(gramsPerKilowattHour),
    g_kwh_2023: optionalQuantity(gramsPerKilowattHour),
    alternative_zone: optionalText,
    alternative_g_kwh: optionalQuantity(gramsPerKilowattHour),
    basis: text,
    source: text,
  },
  (row) => row,
);

/** One row of the grid table: the ODbL part of the catalogue, which a user may replace. */
export type GridRow = ReturnType<typeof rows>[number];

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** The yearly averages of the grid under a region. */
export function findGrid(regionId: string): GridRow | undefined {
  return byRegion().get(regionId);
}

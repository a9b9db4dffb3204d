import { gramsPerKilowattHour, type GramsPerKilowattHour } from "../units/quantities";
import { bare, optionalQuantity, quantity, text } from "./cells";
import { once } from "./once";
import { table } from "./table";

const rows = table(
  "country-intensity.csv",
  {
    region: text,
    country_iso3: text,
    g_kwh: optionalQuantity(gramsPerKilowattHour),
    year: quantity(bare),
    source: text,
  },
  (row) => row,
);

const byRegion = once(() => new Map(rows().map((row) => [row.region, row.g_kwh])));

/** A second source's yearly average of the country around a region. */
export function findCountryIntensity(regionId: string): GramsPerKilowattHour | undefined {
  return byRegion().get(regionId);
}

// Refreshes data/grid-intensity.csv (ODbL 1.0) and data/country-intensity.csv (CC BY-SA 4.0) from a checkout of
// thegreenwebfoundation/co2.js:
//   node carbon/catalog/grids.gen.mjs <checkout>
// Zones, countries and years stay as the tables have them: after a new year, rename the year columns first. What the checkout
// lacks becomes a blank, which is unknown. Then raise CATALOG_VERSION.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "csv-parse/sync";

const [checkout] = process.argv.slice(2);
if (checkout === undefined)
  throw new Error("Expected the path of a checkout of thegreenwebfoundation/co2.js, got none");

const published = (file) => JSON.parse(readFileSync(join(checkout, "data/output", file), "utf8"));
const zoneAverage = (year, zone) =>
  published(`electricity-maps/yearly_${year}.json`)[zone]?.carbonIntensity?.value ?? "";
const countries = published("average-intensities.json");

rewrite("grid-intensity.csv", (row) => ({
  ...row,
  g_kwh: zoneAverage(row.year, row.zone),
  g_kwh_2024: zoneAverage(2024, row.zone),
  g_kwh_2023: zoneAverage(2023, row.zone),
  alternative_g_kwh: row.alternative_zone === "" ? "" : zoneAverage(row.year, row.alternative_zone),
}));
rewrite("country-intensity.csv", (row) => {
  const country = countries[row.country_iso3];
  return { ...row, g_kwh: country?.emissions_intensity_gco2_per_kwh ?? "", year: country?.year ?? row.year };
});

function rewrite(name, renew) {
  const file = join(import.meta.dirname, "data", name);
  const rows = parse(readFileSync(file), { columns: true }).map(renew);
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map((cells) =>
    cells.map(cell).join(","),
  );
  writeFileSync(file, `${lines.join("\n")}\n`);
}

function cell(value) {
  return /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value;
}

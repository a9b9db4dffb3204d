import { text, words } from "./cells";
import { once } from "./once";
import { table } from "./table";

/** Where a region is: under whose law, and near whom. */
export interface Location {
  /** Region id, such as "eu-north-1". */
  readonly region: string;
  /** ISO 3166-1 alpha-2, such as "SE". */
  readonly countryCode: string;
  /** Groups of countries that the country is in: "EU", "EEA". */
  readonly residencyGroups: readonly string[];
  /** Regions that are near each other by geography, such as "europe"; docs/data.md holds the groups against measured round trips. */
  readonly latencyGroup: string;
  /** Publications the row was read from, with their year. */
  readonly source: string;
}

const rows = table(
  "locations.csv",
  { region: text, country_code: text, residency_groups: words, latency_group: text, source: text },
  (row): Location => ({
    region: row.region,
    countryCode: row.country_code,
    residencyGroups: row.residency_groups,
    latencyGroup: row.latency_group,
    source: row.source,
  }),
);

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** Where every region is. */
export function locations(): readonly Location[] {
  return rows();
}

/** Where a region is; throws one sentence when the catalogue lacks it. */
export function location(regionId: string): Location {
  const found = findLocation(regionId);
  if (found === undefined) throw new Error(`Unknown region "${regionId}": the catalogue does not say where it is`);
  return found;
}

/** Where a region is, or undefined when the catalogue lacks it. */
export function findLocation(regionId: string): Location | undefined {
  return byRegion().get(regionId);
}

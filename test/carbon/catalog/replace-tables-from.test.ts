import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  CATALOG_VERSION,
  catalogVersion,
  findInstance,
  instances,
  region,
  regions,
  replaceTable,
  replaceTablesFrom,
} from "../../../carbon";

const data = join(__dirname, "../../../carbon/catalog/data");
const shipped = (file: string): string => readFileSync(join(data, file), "utf8");
const grid = `${shipped("grid-intensity.csv").split("\n")[0]!}
us-east-1,US-OWN,100,2026,,,,,hourly contract data,our supplier 2026
`;

let folder: string;
let replaced: readonly string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenml-catalog-"));
});
afterEach(() => {
  for (const file of replaced) replaceTable(file, undefined);
  replaced = [];
  rmSync(folder, { recursive: true });
});

const put = (file: string, content: string | Buffer): void => {
  writeFileSync(join(folder, file), content);
};
const take = (): readonly string[] => (replaced = replaceTablesFrom(folder));

test("takes the tables of a folder, and leaves what is no CSV file alone", () => {
  put("grid-intensity.csv", grid);
  put("README.md", "ours\n");
  put(".~lock.grid-intensity.csv", "");
  expect(take()).toEqual(["grid-intensity.csv"]);
  expect(region("us-east-1").intensity).toMatchObject({ value: 100, source: "our supplier 2026" });
  expect(region("eu-north-1").intensity).toBeUndefined();
  expect(catalogVersion()).toMatch(/\+grid-intensity\.csv@[0-9a-f]{8}$/);
});

test("gives the catalogue itself for a copy of all its tables", () => {
  const before = { regions: regions(), instances: instances() };
  cpSync(data, folder, { recursive: true });
  expect(take()).toHaveLength(12);
  expect({ regions: regions(), instances: instances() }).toEqual(before);
});

test.each([
  ["UTF-8 with its mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16, big end first", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ["blanks around cells", (text: string) => text.replaceAll(",", " , ")],
  ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
])("reads %s", (_how, written) => {
  put("grid-intensity.csv", written(grid));
  take();
  expect(region("us-east-1").intensity).toMatchObject({ value: 100, zone: "US-OWN", source: "our supplier 2026" });
});

test("joins tables that belong together, whichever comes first", () => {
  put(
    "instances.csv",
    `${shipped("instances.csv")}${shipped("instances.csv")
      .split("\n")[1]!
      .replace(/^[^,]*/, "ml.own1.large")}\n`,
  );
  put("locations.csv", shipped("locations.csv"));
  take();
  expect(findInstance("own1.large")?.family).toBe("own1");
});

const last = (file: string): string => shipped(file).trim().split("\n").at(-1)!;
test.each<[string, string, string | Buffer, RegExp]>([
  ["another name", "grids.csv", grid, /^Unknown table "grids\.csv" in .*\. Known: accelerators\.csv, /],
  ["another case", "Grid-Intensity.CSV", grid, /^Unknown table "Grid-Intensity\.CSV" in /],
  ["no table", "notes.txt", "", /^Expected tables of the catalogue in .*, got none\. Known: accelerators\.csv, /],
  ["nothing in it", "grid-intensity.csv", "", /^Cannot read grid-intensity\.csv because it lacks the columns region, /],
  ["no rows", "grid-intensity.csv", grid.split("\n")[0]!, /because it holds no rows/],
  [
    "other columns",
    "grid-intensity.csv",
    grid.replace("g_kwh,", "kg_kwh,"),
    /because it lacks the columns g_kwh \(in /,
  ],
  ["semicolons", "grid-intensity.csv", grid.replaceAll(",", ";"), /because it lacks the columns region, /],
  [
    "a word for a number",
    "grid-intensity.csv",
    grid.replace(",100,", ",dirty,"),
    /because line 2 has g_kwh: expected a number, got "dirty" \(in /,
  ],
  [
    "a figure beyond all measure",
    "grid-intensity.csv",
    grid.replace(",100,", ",1e300,"),
    /because line 2 has g_kwh: expected at most 1000000000000, got 1e\+300 \(in /,
  ],
  [
    "a negative figure",
    "grid-intensity.csv",
    grid.replace(",100,", ",-1,"),
    /line 2 has g_kwh: Expected grams per kilowatt-hour that are finite/,
  ],
  [
    "a comma too many",
    "grid-intensity.csv",
    grid.replace("supplier 2026", "supplier, 2026"),
    /line 2 has 11 cells under 10 columns/,
  ],
  [
    "an open quote",
    "grid-intensity.csv",
    grid.replace("our supplier", '"our supplier'),
    /^Cannot read grid-intensity\.csv because a quote never closes/,
  ],
  [
    "a row twice",
    "grid-intensity.csv",
    `${grid}${grid.split("\n")[1]!}`,
    /because lines 2 and 3 are both of "us-east-1" \(in /,
  ],
  [
    "a region nobody knows",
    "grid-intensity.csv",
    grid.replace("us-east-1", "us-east1"),
    /line 2 is of the unknown region "us-east1"\. Known: /,
  ],
  [
    "a price below 0",
    "transfer-prices.csv",
    shipped("transfer-prices.csv").replace(/,[\d.]+,/, ",-1,"),
    /line 2 has usd_gb: expected at least 0, got -1/,
  ],
  [
    "a machine of no processors",
    "instances.csv",
    shipped("instances.csv").replace(/(?<=,[TEBPNSH]*,)\d+(?=,)/, "0"),
    /line 2 has vcpu: expected more than 0/,
  ],
  [
    "a low above the high",
    "accelerators.csv",
    shipped("accelerators.csv").replace(/(?<=,spec,)[^,]*/, "1e6"),
    /line 4 is wrong: Expected a range in the order low, likely, high/,
  ],
  [
    "a lost constant",
    "coefficients.csv",
    shipped("coefficients.csv").replace(`${last("coefficients.csv")}\n`, ""),
    /^Cannot use coefficients\.csv because it lacks the row ".+", which formulas need \(in /,
  ],
])("refuses %s in one sentence and replaces nothing", (_what, file, content, sentence) => {
  put(file, content);
  expect(take).toThrow(sentence);
  expect(catalogVersion()).toBe(CATALOG_VERSION);
  expect(region("us-east-1").intensity?.value).toBeGreaterThan(300);
});

test("refuses a folder that is not there, a file and a folder that is named as a table", () => {
  put("notes.txt", "");
  mkdirSync(join(folder, "grid-intensity.csv"));
  expect(() => replaceTablesFrom(join(folder, "gone"))).toThrow(/^Cannot read .*gone because there is none$/);
  expect(() => replaceTablesFrom(join(folder, "notes.txt"))).toThrow(
    /^Cannot read .*notes\.txt because it is no folder$/,
  );
  expect(take).toThrow(/^Cannot read .*grid-intensity\.csv because it is a folder$/);
});

test("keeps what was replaced before when a later folder is refused", () => {
  put("grid-intensity.csv", grid);
  take();
  const version = catalogVersion();
  put("grid-intensity.csv", grid.replace(",100,", ",dirty,"));
  expect(() => replaceTablesFrom(folder)).toThrow("dirty");
  expect(catalogVersion()).toBe(version);
  expect(region("us-east-1").intensity?.value).toBe(100);
});

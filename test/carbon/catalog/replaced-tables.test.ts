import {
  catalogVersion,
  CATALOG_VERSION,
  findRegion,
  hours,
  region,
  replaceTable,
  trainingFootprint,
} from "../../../carbon";

const grid = [
  "region,zone,g_kwh,year,g_kwh_2024,g_kwh_2023,alternative_zone,alternative_g_kwh,basis,source",
  "us-east-1,US-OWN,100,2026,,,,,hourly contract data,our supplier 2026",
].join("\n");

afterEach(() => {
  replaceTable("grid-intensity.csv", undefined);
});

describe("replaceTable", () => {
  it("puts a table of the user's own in the place of the catalogue's, until it is put back", () => {
    const usage = { region: "us-east-1", instanceType: "m5.large", hours: hours(1) };
    const before = trainingFootprint(usage);
    replaceTable("grid-intensity.csv", grid);
    expect(region("us-east-1").intensity).toMatchObject({
      value: 100,
      low: 90,
      high: expect.closeTo(110, 6) as number,
      source: "our supplier 2026",
    });
    expect(findRegion("eu-north-1")?.intensity).toBeUndefined();
    expect(trainingFootprint(usage).operational).toMatchObject({
      basis: expect.stringContaining("grid of US-OWN") as string,
    });
    expect(trainingFootprint({ ...usage, region: "eu-north-1" }).emissions.kind).toBe("unknown");
    replaceTable("grid-intensity.csv", undefined);
    expect(trainingFootprint(usage)).toEqual(before);
  });

  it("shows in the version", () => {
    expect(catalogVersion()).toBe(CATALOG_VERSION);
    replaceTable("grid-intensity.csv", grid);
    expect(catalogVersion()).toMatch(/\+grid-intensity\.csv@[0-9a-f]{8}$/);
  });

  it("refuses a table that the catalogue does not have", () => {
    expect(() => {
      replaceTable("grids.csv", grid);
    }).toThrow(/^Unknown table "grids\.csv"\. Known: accelerators\.csv, /);
  });

  it("tells a wrong cell at the first lookup", () => {
    replaceTable("grid-intensity.csv", grid.replace(",100,", ",dirty,"));
    expect(() => region("us-east-1")).toThrow(
      'Cannot read grid-intensity.csv because line 2 has g_kwh: expected a number, got "dirty"',
    );
  });
});

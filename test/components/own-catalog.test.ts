import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogVersion, CATALOG_VERSION, replaceTable } from "../../carbon";
import { deployMocked, refusalOf } from "../support/mock-cloud";
import { churnTraining } from "./churn-training";

const shipped = readFileSync(join(__dirname, "../../carbon/catalog/data/grid-intensity.csv"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "greenml-own-catalog-"));

beforeEach(() => {
  process.env["GREENML_CATALOG"] = folder;
});
afterEach(() => {
  delete process.env["GREENML_CATALOG"];
  replaceTable("grid-intensity.csv", undefined);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const training = () => churnTraining({ allowedRegions: ["eu-north-1", "eu-west-1"] });

it("refuses tables that are broken on the component, before it has children", async () => {
  writeFileSync(join(folder, "grid-intensity.csv"), shipped.replace("g_kwh,", "grams,"));
  const { error, created } = await refusalOf(training);
  expect(String(error)).toMatch(
    /Cannot read grid-intensity\.csv because it lacks the columns g_kwh .*\(by GREENML_CATALOG\)/,
  );
  expect(created.map(({ name }) => name)).toEqual(["churn"]);
  expect(catalogVersion()).toBe(CATALOG_VERSION);
});

it("plans with the tables in the folder that the environment names", async () => {
  writeFileSync(
    join(folder, "grid-intensity.csv"),
    shipped.replace(/^eu-north-1,SE-SE3,[\d.]+/m, "eu-north-1,SE-SE3,1900"),
  );
  const { placement } = (await deployMocked(training)).result;
  expect(placement.region).toBe("eu-west-1");
  expect(placement.catalogVersion).toMatch(/\+grid-intensity\.csv@[0-9a-f]{8}$/);
});

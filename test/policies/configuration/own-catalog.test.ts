import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogVersion, CATALOG_VERSION, region, replaceTable } from "../../../carbon";
import { takeOwnCatalog } from "../../../policies/configuration/own-catalog";

const folder = mkdtempSync(join(tmpdir(), "greenml-own-catalog-"));
afterEach(() => {
  replaceTable("marginal-intensity.csv", undefined);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("judges with the tables in the folder that the environment names, and with ours where it names none", () => {
  writeFileSync(join(folder, "marginal-intensity.csv"), "region,g_kwh,year,source\neu-north-1,7,2026,ours\n");
  takeOwnCatalog({});
  takeOwnCatalog({ GREENML_CATALOG: "" });
  expect(catalogVersion()).toBe(CATALOG_VERSION);
  takeOwnCatalog({ GREENML_CATALOG: folder });
  expect(region("eu-north-1").marginal?.value).toBe(7);
  expect(catalogVersion()).toMatch(/\+marginal-intensity\.csv@/);
});

test("refuses a relative path and a folder that is not there, in one sentence without a stack", () => {
  const refused = (named: string): Error => {
    try {
      takeOwnCatalog({ GREENML_CATALOG: named });
    } catch (error) {
      return error as Error;
    }
    throw new Error("Expected a refusal");
  };
  expect(refused("figures").message).toBe('Expected GREENML_CATALOG to be an absolute path, got "figures"');
  const gone = refused(join(folder, "gone"));
  expect(gone.message).toMatch(/^Cannot read .*gone because there is none \(by GREENML_CATALOG\)$/);
  expect(gone.stack).toBe(gone.message);
});

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "csv-parse/sync";

import { CATALOG_VERSION } from "../../../carbon/catalog/version";

const folder = join(__dirname, "../../../carbon/catalog/data");
const files = readdirSync(folder).filter((file) => file.endsWith(".csv"));
const content = (file: string): string => readFileSync(join(folder, file), "utf8");

const rowsOf = (file: string): readonly Record<string, string>[] => parse(content(file), { columns: true });

describe("every table", () => {
  it.each(files)("%s names a source in every row", (file) => {
    const rows = rowsOf(file);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => (row["source"] ?? "") === "")).toEqual([]);
  });

  it.each(files)("%s holds no row twice", (file) => {
    const keys = rowsOf(file).map((row) => Object.values(row).slice(0, 2).join("/"));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("is described in docs/data.md", () => {
    const page = readFileSync(join(__dirname, "../../../docs/data.md"), "utf8");
    expect(files.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
  });

  it("has its own line in the notice of licences that ships with the data", () => {
    const notice = content("LICENSE-DATA.md");
    expect(files.filter((file) => !new RegExp(`^\\| \`${file}\` +\\| \\S`, "m").test(notice))).toEqual([]);
  });

  it("names a licence for every table in docs/data.md too", () => {
    const page = readFileSync(join(__dirname, "../../../docs/data.md"), "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| `") && line.includes(".csv`"));
    const licences = new Map(
      rows.map((row) => row.split("|").map((cell) => cell.trim())).map((row) => [row[1], row[4]]),
    );
    expect(files.filter((file) => (licences.get(`\`${file}\``) ?? "") === "")).toEqual([]);
  });

  it("keeps the version when nothing changed, and only then", () => {
    const digest = createHash("sha256");
    for (const file of files) digest.update(file).update(content(file));
    expect({ version: CATALOG_VERSION, digest: digest.digest("hex").slice(0, 16) }).toEqual({
      version: "2026.11-4",
      digest: "337bea4760b11fca",
    });
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findingsInState, lines } from "./support/state";

const folder = join(__dirname, "in-the-wild");
const page = readFileSync(join(__dirname, "../../docs/policies-in-the-wild.md"), "utf8");
const programs = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));

/** A row of a program's table. */
interface Row {
  readonly rule: string;
  readonly resources: readonly string[];
  readonly verdict: string;
}

function rowsOf(program: string): readonly Row[] {
  const section = page.split(/^## /m).find((one) => one.startsWith(`${program}\n`)) ?? "";
  return [...section.matchAll(/^\| (.+?) +\| (.+?) +\| (true|false|missed) +\|/gm)].map(
    ([, rule = "", resources = "", verdict = ""]) => ({
      rule: rule.replaceAll("`", ""),
      resources: resources.split(", "),
      verdict,
    }),
  );
}

function counts(rows: readonly Row[]): readonly number[] {
  return ["true", "false", "missed"].map((verdict) =>
    rows.filter((row) => row.verdict === verdict).reduce((sum, { resources }) => sum + resources.length, 0),
  );
}

/** The figures beside a name in the table of totals. */
function totals(name: string): readonly number[] {
  const [, figures = ""] =
    new RegExp(`^\\| (?:\\[${name}\\]\\(#${name}\\)|${name}) +\\|(.+)\\|$`, "m").exec(page) ?? [];
  return figures.split("|").map(Number);
}

it("has at least five programs, each on the page", () => {
  expect(programs.length).toBeGreaterThanOrEqual(5);
  expect(programs.filter((program) => rowsOf(program).length === 0)).toEqual([]);
});

it.each(programs)("finds in %s what the page lists", async (program) => {
  const listed = rowsOf(program)
    .filter(({ verdict }) => verdict !== "missed")
    .flatMap(({ rule, resources }) => resources.map((resource) => ({ rule, resource })));
  expect(lines(await findingsInState(join(folder, `${program}.json`), "recommended"))).toEqual(lines(listed));
});

it.each(programs)("counts %s as the page does", (program) => {
  expect(totals(program)).toEqual(counts(rowsOf(program)));
});

it("adds the counts up", () => {
  expect(totals("total")).toEqual(counts(programs.flatMap(rowsOf)));
});

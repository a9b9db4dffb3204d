import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { record } from "../policies/support/evidence";
import { greenml, widerThan80 } from "./greenml";

const project = mkdtempSync(join(tmpdir(), "greenml-evidence-"));
const file = join(project, "greenml.evidence.json");
const source = join(project, "record.json");
const { digest, ...unsealed } = record();

afterEach(() => {
  rmSync(file, { force: true });
  rmSync(join(project, "greenml.policies.json"), { force: true });
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

const add = (content: unknown) => {
  writeFileSync(source, JSON.stringify(content));
  return greenml("policies", "evidence", "add", source, "--cwd", project);
};
const check = (day: string, ...args: string[]) =>
  greenml("policies", "evidence", "check", "--cwd", project, "--on", day, ...args);
const records = () => (JSON.parse(readFileSync(file, "utf8")) as { records: unknown[] }).records;

test("seals a record into a file of its own, whatever the order of its keys", async () => {
  const turned = Object.fromEntries(Object.entries(unsealed).reverse());
  expect(await add(turned)).toEqual({ code: 0, out: `Added evidence "churn-baseline" in ${file}.\n`, err: "" });
  expect(records()).toEqual([{ ...unsealed, digest }]);
});

test("adds to what stands, and replaces what has the same id", async () => {
  await add(unsealed);
  await add({ ...unsealed, id: "other" });
  expect(await add({ ...unsealed, job: "again", digest: "old" })).toMatchObject({
    code: 0,
    out: `Replaced evidence "churn-baseline" in ${file}.\n`,
  });
  expect(records()).toEqual([record({ id: "other" }), record({ job: "again" })]);
});

test("writes to the file that the settings name", async () => {
  writeFileSync(join(project, "greenml.policies.json"), JSON.stringify({ evidence: "proof.json" }));
  expect((await add(unsealed)).out).toBe(`Added evidence "churn-baseline" in ${join(project, "proof.json")}.\n`);
  rmSync(join(project, "proof.json"));
});

test.each([
  ["a record that nobody signs", { ...unsealed, signedOffBy: "" }, /because of signedOffBy: /],
  ["a record without results", { ...unsealed, results: [] }, /because of results: /],
  ["a kind that there is not", { ...unsealed, kind: "hope" }, /because of kind: /],
  ["what is no record", [1], /^greenml: Expected a record of evidence in .*, got \[1\]\n$/],
])("refuses to seal %s", async (_, content, says) => {
  const { code, out, err } = await add(content);
  expect({ code, out, err }).toEqual({ code: 2, out: "", err: expect.stringMatching(says) as string });
});

test("lists evidence with its results", async () => {
  await add(unsealed);
  const { code, out } = await check("2026-11-24");
  expect({ code, out }).toEqual({
    code: 0,
    out: [
      "evidence        kind      subject  measured",
      "churn-baseline  baseline  churn    2026-11-01",
      "  auc 0.82 against 0.71 (signed off by ml@example.com)",
      "",
    ].join("\n"),
  });
  expect(widerThan80(out)).toEqual([]);
});

test("ends with 1 and says why where evidence does not hold", async () => {
  const edited = { ...record(), job: "another" };
  writeFileSync(file, JSON.stringify({ records: [edited, record({ id: "old", measuredAt: "2025-01-01" }), {}] }));
  const { code, out, err } = await check("2026-11-24", "--format", "json");
  expect({ code, err }).toEqual({ code: 1, err: "greenml: 3 of 3 pieces of evidence do not hold on 2026-11-24\n" });
  expect((JSON.parse(out) as { evidence: { fault: string }[] }).evidence.map(({ fault }) => fault)).toEqual([
    'evidence "churn-baseline" was changed after it was sealed',
    'evidence "old" is stale, measured on 2025-01-01, more than 365 days before 2026-11-24',
    "nobody has signed evidence without id off",
  ]);
});

test("takes the age at which evidence is stale from the settings of the rule that asks for it", async () => {
  writeFileSync(
    join(project, "greenml.policies.json"),
    JSON.stringify({ rules: { "model-baseline": { maxAgeDays: 10 } } }),
  );
  await add(unsealed);
  expect((await check("2026-11-11")).code).toBe(0);
  expect((await check("2026-11-12")).code).toBe(1);
});

test("says so when there is none, and what it cannot read", async () => {
  expect(await check("2026-11-24")).toEqual({ code: 0, out: "No evidence.\n", err: "" });
  writeFileSync(file, JSON.stringify({ evidence: [] }));
  expect(await check("2026-11-24")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^greenml: Cannot use the evidence in .* because of records: /) as string,
  });
  expect((await check("soon")).err).toMatch(/as YYYY-MM-DD, got "soon"\n$/);
});

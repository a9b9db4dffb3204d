import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogVersion, endpointMonthFootprint } from "../../../carbon";
import { stackBaseline } from "../../../policies/rules/stack-baseline";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, notebook, tuning } from "../support/resources";

const folder = mkdtempSync(join(tmpdir(), "greenml-baseline-"));
const file = join(folder, "greenml.baseline.json");
const { emissions, cost } = endpointMonthFootprint({
  region: "eu-north-1",
  instanceType: "ml.m6i.large",
  instanceCount: 1,
});
const kilograms = emissions.kind === "unknown" ? Number.NaN : emissions.high / 1000;
const usd = cost.kind === "unknown" ? Number.NaN : cost.high;
const agreed = {
  catalogVersion: catalogVersion(),
  jobRunsPerMonth: 0,
  kilogramsPerMonth: kilograms,
  usdPerMonth: usd,
  unknownEmissions: [],
  unknownCost: [],
};

function baseline(entry: object = {}, stack = "test/dev"): void {
  writeFileSync(file, JSON.stringify({ stacks: { [stack]: { ...agreed, ...entry } } }));
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const none = { maxKilogramsMore: 0, maxUsdMore: 0, maxPercentMore: 0 };
const double = configuration({ initialInstanceCount: 2 });
const strange = { ...configuration({ instanceType: "ml.q9.large" }), name: "new" };
const large = configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "ap-south-1" });

interface Compared extends Case {
  readonly entry?: object;
}

const compared: readonly Compared[] = [
  { when: "nothing has changed", given: configuration(), settings: none, says: [] },
  {
    when: "the stack has doubled",
    given: double,
    settings: none,
    says: ["Too much more CO2e: up to ", "Too much more money: up to "],
  },
  {
    when: "the growth is within the amounts",
    given: double,
    settings: { ...none, maxKilogramsMore: 99, maxUsdMore: 999 },
    says: [],
  },
  { when: "the growth is within the percentage", given: double, settings: { ...none, maxPercentMore: 101 }, says: [] },
  { when: "the growth is at the percentage", given: double, settings: { ...none, maxPercentMore: 100 }, says: [] },
  {
    when: "the stack has shrunk",
    given: notebook(),
    entry: { kilogramsPerMonth: 99, usdPerMonth: 999 },
    settings: none,
    says: [],
  },
  {
    when: "the baseline was nothing",
    given: configuration(),
    entry: { kilogramsPerMonth: 0, usdPerMonth: 9999 },
    settings: none,
    says: ["Too much more CO2e: up to "],
  },
  {
    when: "something without a figure has come",
    given: [configuration(), strange],
    settings: none,
    says: [
      'Unknown change of emissions: variant "primary" of new came since the baseline and has no figure.',
      'Unknown change of cost: variant "primary" of new came since the baseline and has no figure.',
    ],
  },
  {
    when: "what has no figure is accepted",
    given: [configuration(), strange],
    settings: { ...none, acceptUnknown: true },
    says: [],
  },
  {
    when: "what has no figure was there before",
    given: [configuration(), strange],
    entry: { unknownEmissions: ['variant "primary" of new'], unknownCost: ['variant "primary" of new'] },
    settings: none,
    says: [],
  },
  { when: "jobs do not count", given: [configuration(), tuning({})], settings: none, says: [] },
  {
    when: "jobs count in the baseline",
    given: [configuration(), tuning({})],
    entry: { jobRunsPerMonth: 30 },
    settings: none,
    says: ["Too much more CO2e: up to ", "Too much more money: up to "],
  },
  {
    when: "the catalogue was another",
    given: configuration(),
    entry: { catalogVersion: "2025.01-1" },
    says: [
      `Cannot compare with the baseline because it stands on catalogue 2025.01-1 and this pack on ${catalogVersion()}: write it anew.`,
    ],
  },
  {
    when: "an entry is malformed",
    given: configuration(),
    entry: { usdPerMonth: -1 },
    says: ["Cannot compare with the baseline because its file cannot be used: stacks.test/dev.usdPerMonth: "],
  },
];

it.each(compared)("says $says.0 when $when", async ({ given, entry, settings = {}, says }) => {
  baseline(entry);
  const messages = await judge(stackBaseline, given, { ...settings, baselineFile: file });
  expect(starts(messages, says)).toEqual(says);
});

it("says how much more in both ways, and what the largest part is", async () => {
  baseline();
  const [message] = await judge(stackBaseline, double, { ...none, baselineFile: file });
  expect(message).toMatch(
    /^Too much more CO2e: up to [\d.]+ kg a month, baseline [\d.]+ kg, which is [\d.]+ kg or 100 % more; variant "primary" of churn alone up to [\d.]+ kg\.$/,
  );
});

it.each([
  ["is no JSON", "{"],
  ["is something else", '{"spacks":{}}'],
])("says so in one sentence when the file %s", async (_, text) => {
  writeFileSync(file, text);
  const messages = await judge(stackBaseline, configuration(), { baselineFile: file });
  expect(messages).toEqual([
    expect.stringMatching(/^Cannot compare with the baseline because its file cannot be used: [^\n]+\.$/),
  ]);
});

it("says so in one sentence when the file that is named is not there", async () => {
  const messages = await judge(stackBaseline, configuration(), { baselineFile: join(folder, "missing.json") });
  expect(starts(messages, ["Cannot compare with the baseline because "])).toEqual([
    "Cannot compare with the baseline because ",
  ]);
});

const missing: readonly Case[] = [
  { when: "a small stack has none", given: configuration(), says: [] },
  {
    when: "a large stack has none",
    given: large,
    says: ['Expected an entry for stack "test/dev" in greenml.baseline.json, got none: it runs up to '],
  },
  { when: "the stack is large enough", given: large, settings: { maxKilogramsWithout: 1e6 }, says: [] },
  { when: "the stack holds nothing", given: [], settings: { maxKilogramsWithout: 0 }, says: [] },
];

it.each(missing)("says $says.0 when $when", async ({ given, settings = {}, says }) => {
  expect(starts(await judge(stackBaseline, given, settings), says)).toEqual(says);
  baseline({}, "test/production");
  expect(starts(await judge(stackBaseline, given, { ...settings, baselineFile: file }), says)).toEqual(says);
});

it("finds the file that the environment names", async () => {
  baseline({ catalogVersion: "old" });
  const before = process.env["GREENML_BASELINE"];
  process.env["GREENML_BASELINE"] = file;
  try {
    expect(await judge(stackBaseline, configuration())).toHaveLength(1);
    process.env["GREENML_BASELINE"] = "here.json";
    expect(await judge(stackBaseline, configuration())).toEqual([
      'Cannot compare with the baseline because its file cannot be used: Expected GREENML_BASELINE to be an absolute path, got "here.json".',
    ]);
  } finally {
    if (before === undefined) delete process.env["GREENML_BASELINE"];
    else process.env["GREENML_BASELINE"] = before;
  }
});

it("judges what a preview knows, then says what it does not", async () => {
  baseline();
  const messages: string[] = [];
  const hidden = configuration({ instanceType: unknownStringValue });
  const judged = judge(stackBaseline, [double, hidden], { ...none, baselineFile: file }, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(messages).toHaveLength(2);
});

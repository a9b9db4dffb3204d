import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { scratch } from "./estimating";
import { greenml } from "./greenml";

const { file, path } = scratch();
const whole = readFileSync(join(__dirname, "fixtures", "wasteful.state.json"), "utf8");

/** Everything in the folder of the test, with what is in it. */
function contents(): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(path(".")).map((name) => [name, readFileSync(path(name), "utf8")]));
}

/** Bad input is one sentence, exit code 2, nothing printed and nothing written. */
async function expectRefused(...args: string[]): Promise<string> {
  const before = contents();
  const { code, out, err } = await greenml(...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^(greenml|error): [^\n]+\n$/);
  expect(err).not.toMatch(/\bat .*:\d+:\d+|\[object/);
  expect(contents()).toEqual(before);
  return err;
}

/** How a file can be wrong as a whole. */
const broken: readonly (readonly [name: string, content: string])[] = [
  ["is empty", ""],
  ["holds only blanks", " \n\t\n"],
  ["is cut-off JSON", whole.slice(0, 3000)],
  ["is broken JSON of several lines", '{\n  "records": x,\n  "pins": [\n'],
  ["is JSON of a list", "[1, 2]"],
  ["is JSON of a text", '"text"'],
  ["is JSON of nothing", "null"],
  ["is JSON of a number", "42"],
  ["is JSON of something else", '{"somethingElse": 1}'],
  ["holds no text", "\u0000\u0001\ufffd"],
];

/** Every way to give the command a file, by what is wrong with it. */
const readers: Readonly<Record<string, (given: string) => string[]>> = {
  "estimate FILE": (given) => ["estimate", given],
  "estimate --usage": (given) => ["estimate", file("state.json", whole), "--usage", given],
  "place REQUEST": (given) => ["place", given, "--cwd", path(".")],
  "validate FILE": (given) => ["validate", given],
  "policies --state": (given) => ["policies", "--exemptions", "--cwd", path("."), "--state", given],
  "policies evidence add": (given) => ["policies", "evidence", "add", given, "--cwd", path(".")],
};
/** Files that the command finds by their name in the project. */
const found: Readonly<Record<string, readonly [name: string, ...args: string[]]>> = {
  "pin --list": ["greenml.placement.json", "pin", "--list"],
  "pin NAME": ["greenml.placement.json", "pin", "chat", "--region", "eu-north-1"],
  policies: ["greenml.policies.json", "policies"],
  "policies --exemptions": ["greenml.policies.json", "policies", "--exemptions"],
  "policies evidence check": ["greenml.evidence.json", "policies", "evidence", "check"],
  init: ["Pulumi.yaml", "init"],
};
const each = <Name extends string>(names: readonly Name[]) =>
  names.flatMap((name) => broken.map(([fault, content]) => [name, fault, content] as const));

test.each(each(Object.keys(readers)))("%s refuses a file that %s", async (name, _fault, content) => {
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  await expectRefused(...readers[name]!(file("given", content)));
});

test.each(
  each(Object.keys(found)).filter(([name, fault]) => !(name === "policies evidence check" && /nothing$/.test(fault))),
)("%s refuses a file of the project that %s", async (name, _fault, content) => {
  const [called, ...args] = found[name]!;
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  file(called, content);
  await expectRefused(...args, "--cwd", path("."));
});

test.each(Object.keys(readers))("%s refuses a file that is not there, and a folder", async (name) => {
  expect(await expectRefused(...readers[name]!(path("none")))).toMatch(/none"? because (there is none|of .*ENOENT)/);
  expect(await expectRefused(...readers[name]!(path(".")))).toMatch(/because (it is a folder|of .*EISDIR)/);
});

test.each([
  ["a deployment that is a number", '{"deployment": 5}', "because its deployment is not an object"],
  ["a checkpoint of nothing", '{"checkpoint": null}', "because its checkpoint is not an object"],
  ["a resource that is a number", '{"deployment": {"resources": [1]}}', "because its resource 1 has no urn and type"],
  ["a resource without a type", '{"deployment": {"resources": [{"urn": "x"}]}}', "because its resource 1 has no urn"],
  ["a step of nothing", '{"steps": [{"op": "create"}]}', "because its step 1 has no urn and type of a resource"],
])("a state or preview with %s is refused", async (_fault, content, because) => {
  expect(await expectRefused("estimate", file("stack.json", content))).toContain(because);
});

test.each([
  ["of nothing", "work: [*none]\n"],
  [
    "without end",
    `a: &a [x]\n${"bcdefgh".replaceAll(
      /./g,
      (name) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
          .join(", ")}]\n`,
    )}work: *h\n`,
  ],
])("a YAML alias %s is refused", async (_what, content) => {
  expect(await expectRefused("estimate", file("given.yaml", content))).toContain(
    "because its aliases do not resolve: ",
  );
});

test("a mark of UTF-8 before a large state is none of its content", async () => {
  const { code, err } = await greenml("estimate", file("state.json", `\uFEFF${whole}${" ".repeat(1_000_000)}`));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

describe("a workload file", () => {
  const train = "name: a, kind: training, region: eu-north-1, instanceType: ml.m5.large";
  test.each([
    ["region", "name: a, kind: training, region: mars-1, instanceType: ml.m5.large", 'Unknown region "mars-1" of "a"'],
    [
      "type",
      "name: a, kind: endpoint, region: eu-north-1, instanceType: ml.m99.vast",
      'instance type "ml.m99.vast" of',
    ],
    ["kind", "name: a, kind: mining, region: eu-north-1", "work.0.kind"],
    ["unit", `${train}, minutes: 3`, "minutes"],
    [
      "unit in a figure",
      `${train}, hours: 3 h`,
      'work.0.hours: expected a number, or { low, likely, high } (got "3 h")',
    ],
    ["hours of a million years", `${train}, hours: 1e12`, "work.0.hours: expected at most 8760"],
    ["hours below 0", `${train}, hours: -1`, "expected at least 0 (got -1)"],
    ["hours that are no number", `${train}, hours: .nan`, "(got NaN)"],
    ["hours without end", `${train}, hours: .inf`, "(got Infinity)"],
    ["cap of a million years", `${train}, maxHours: 1e12`, "work.0.maxHours"],
    ["load over 1", `${train}, hours: 1, utilisation: 40`, "expected a fraction from 0 to 1 (got 40)"],
    ["runs of every second", `${train}, hours: 1, runsPerMonth: 1e7`, "work.0.runsPerMonth: expected at most 100000"],
    ["number of machines", `${train}, hours: 1, instanceCount: 1e9`, "work.0.instanceCount"],
    ["part of a machine", `${train}, hours: 1, instanceCount: 0.5`, "work.0.instanceCount"],
    [
      "part of a trial",
      "name: a, kind: tuning, region: eu-north-1, instanceType: ml.m5.large, trials: 2.5",
      "whole numbers",
    ],
    [
      "memory",
      "name: a, kind: serverless, region: eu-north-1, memoryMib: 1e9, requestsPerMonth: 1",
      "work.0.memoryMib",
    ],
    [
      "time of a request, which AWS cuts off before",
      "name: a, kind: serverless, region: eu-north-1, memoryMib: 2048, requestsPerMonth: 1, millisecondsPerRequest: 90000",
      'Cannot use "a" because of too long a request: 90000 ms, serverless inference cuts it off after 60000 ms',
    ],
    [
      "memory in GB",
      "name: a, kind: serverless, region: eu-north-1, memoryMib: 2, requestsPerMonth: 1",
      "work.0.memoryMib",
    ],
    [
      "requests that no machine answers",
      "name: a, kind: endpoint, region: eu-north-1, instanceType: ml.m5.large, requestsPerMonth: 1e12, millisecondsPerRequest: 99",
      'Cannot use "a" because of too many requests',
    ],
    [
      "measurement that means nothing",
      `${train}, measured: [{ date: 2026-08-01, source: a, inferencesPerSecond: 3 }]`,
      "training has no such thing",
    ],
    [
      "measurements that contradict",
      `${train}, measured: [{ date: 2026-08-01, source: first, hours: 3 }, { date: 2026-08-02, source: second, hours: 9 }]`,
      "they contradict: time measured 2026-08-01 (first) as 2.85 to 3.15, time measured 2026-08-02 (second) as 8.55 to 9.45",
    ],
    [
      "measurements of energy, time and power that contradict",
      `${train}, measured: [{ date: 2026-08-01, source: a, hours: 2, watts: 10, kilowattHours: 5 }]`,
      "they contradict",
    ],
  ])("is refused for an impossible %s", async (_what, entry, says) => {
    expect(await expectRefused("estimate", file("work.yaml", `work: [{ ${entry} }]\n`))).toContain(says);
  });
});

describe("a usage file", () => {
  test.each([
    ["resource that is not there", "nobody: { hours: 1 }", 'Unknown resource "nobody"'],
    ["requests beyond counting", "wasteful-endpoint: { requestsPerMonth: 1e20 }", "expected at most 10000000000000"],
    ["requests below 0", "wasteful-endpoint: { requestsPerMonth: -1 }", "expected at least 0 (got -1)"],
    ["hours of a month", "wasteful-endpoint: { hoursPerMonth: 800 }", "expected at most 744"],
    ["trials that are no number", "wasteful-search: { trials: .nan }", "(got NaN)"],
    ["trials of none", "wasteful-search: { trials: 0 }", "whole numbers of at least 1"],
    ["trial's hours", "wasteful-search: { hoursPerTrial: 1e12 }", "expected at most 8760"],
    ["quantity that means nothing", "wasteful-search: { gigabytes: 1 }", "has no such thing: what counts is trials"],
    ["unit", "wasteful-search: { minutesPerTrial: 1 }", "minutesPerTrial"],
    ["type", "wasteful-endpoint: { instanceType: ml.zz9.large }", "unknown instance type"],
    ["destination", "wasteful-endpoint: { gigabytesPerMonthTo: { moon: 1 } }", 'Unknown region "moon"'],
    ["entry", "wasteful-endpoint: 3", "resources.wasteful-endpoint"],
  ])("is refused for an impossible %s", async (_what, entry, says) => {
    const given = file("usage.yaml", `resources:\n  ${entry}\n`);
    expect(await expectRefused("estimate", file("state.json", whole), "--usage", given)).toContain(says);
  });
});

describe("a request of place", () => {
  test.each([
    ["region", "region: mars-1, work: { hours: 1 }", 'Unknown region "mars-1" in region'],
    [
      "time that a copy is kept",
      "work: { hours: 1 }, data: { gigabytes: 1, region: us-east-1, copyMonths: 1e12 }",
      "data.copyMonths",
    ],
    ["allowed region", "allowedRegions: [mars-1], work: { hours: 1 }", 'Unknown region "mars-1" in allowedRegions'],
    [
      "home of the data",
      "data: { gigabytes: 1, region: mars-1 }, work: { hours: 1 }",
      'Unknown region "mars-1" in data',
    ],
    ["type", "instanceType: ml.m99.vast, work: { hours: 1 }", "unknown instance type"],
    ["reference", "work: { hours: 1, referenceInstanceType: ml.m99.vast }", 'Unknown instance type "ml.m99.vast"'],
    ["residency", "residency: [Atlantis], work: { hours: 1 }", 'Unknown name "Atlantis" in residency'],
    ["unit", "work: { minutes: 3 }", "minutes"],
    ["unit in a figure", "work: { hours: 3 days }", "expected a number, or"],
    ["hours of a million years", "work: { hours: 1e12 }", "expected at most 8760"],
    ["hours below 0", "work: { hours: -1 }", "expected at least 0 (got -1)"],
    ["hours that are no number", "work: { hours: .nan }", "(got NaN)"],
    ["amount of data", "work: { hours: 1 }, data: { gigabytes: 1e12, region: eu-west-1 }", "data.gigabytes"],
    ["load", "work: { hours: 1, utilisation: 3 }", "expected a fraction from 0 to 1 (got 3)"],
  ])("is refused for an impossible %s", async (_what, entry, says) => {
    const given = file("request.yaml", `{ use: training, ${entry} }\n`);
    expect(await expectRefused("place", given, "--cwd", path("."))).toContain(says);
  });

  test("is refused for a use that nobody has, and for two speeds of one type", async () => {
    const given = (text: string): string => file("request.yaml", text);
    expect(await expectRefused("place", given("{ use: mining }"))).toContain("because of use");
    const speed = (rows: number): string =>
      `{ instanceType: ml.m5.large, rowsPerSecond: ${rows}, date: 2026-08-01, source: a }`;
    const two = given(`{ use: transform, work: { rows: 9, benchmarks: [${speed(1)}, ${speed(9)}] } }`);
    expect(await expectRefused("place", two)).toContain("ml.m5.large");
  });
});

test.each([
  ["an unknown region", ["pin", "a", "--region", "mars-1"]],
  ["an impossible type", ["pin", "a", "--region", "eu-north-1", "--instance-type", "very large"]],
  ["no name", ["pin"]],
  ["a pin that is not there", ["pin", "a", "--remove"]],
  ["two things at once", ["pin", "a", "--region", "eu-north-1", "--remove"]],
])("pin refuses %s and writes nothing", async (_what, args) => {
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  await expectRefused(...args, "--cwd", path("."));
});

test.each([
  ["an unknown region", ["instances", "--region", "mars-1"]],
  ["an unknown family", ["instances", "--family", "zz9"]],
  ["an unknown use", ["instances", "--use", "mining"]],
  ["an unknown region", ["regions", "--allowed", "mars-1"]],
  ["an unknown feature", ["regions", "--feature", "teleport"]],
  ["a share over 1", ["validate", "--min-inside-share", "3"]],
  ["an unknown command", ["zzz"]],
])("%s is refused: %#", async (_what, args) => {
  await expectRefused(...args);
});

test("a file is not written over, nor where there is no folder", async () => {
  const state = file("state.json", whole);
  await expectRefused("estimate", state, "--write-usage", state);
  await expectRefused("estimate", state, "--write-usage", path("none/usage.yaml"));
});

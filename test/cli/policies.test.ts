import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackSettings } from "../../policies/configuration/pack-settings";
import { rules } from "../../policies/registry";
import { stackBaseline } from "../../policies/rules/stack-baseline";
import { judge } from "../policies/support/judge";
import { greenml, widerThan80 } from "./greenml";

const project = mkdtempSync(join(tmpdir(), "greenml-policies-"));
const file = join(project, "greenml.policies.json");
const exemption = {
  rule: "log-retention",
  resource: "audit",
  reason: "law",
  owner: "ops@example.com",
  expires: "2026-12-24",
};

afterEach(() => {
  rmSync(file, { force: true });
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

function settings(given: unknown): void {
  writeFileSync(file, JSON.stringify(given));
}

interface Listed {
  readonly preset: string;
  readonly rules: readonly {
    readonly name: string;
    readonly level: string;
    readonly settings: Record<string, unknown>;
  }[];
}

test("lists every rule with level and settings, as the project has them", async () => {
  settings({ preset: "strict", rules: { "log-retention": { enforcementLevel: "advisory", maxDays: 7 } } });
  const { code, out } = await greenml("policies", "--cwd", project, "--format", "json");
  const { preset, rules: listed } = JSON.parse(out) as Listed;
  expect({ code, preset, names: listed.map(({ name }) => name) }).toEqual({
    code: 0,
    preset: "strict",
    names: rules.map(({ name }) => name),
  });
  expect(listed.find(({ name }) => name === "log-retention")).toMatchObject({
    level: "advisory",
    settings: { maxDays: 7, longLivedPrefixes: [] },
    page: join(__dirname, "../../docs/rules/log-retention.md"),
  });
});

test("fits a terminal, and is a table in Markdown", async () => {
  const { out } = await greenml("policies", "--cwd", project);
  expect(widerThan80(out)).toEqual([]);
  expect(out).toMatch(/^rule +topic +severity +level\n/);
  expect((await greenml("policies", "--cwd", project, "--format", "markdown")).out).toMatch(/^\| rule \| topic \|/);
});

test("writes a starter that changes nothing, once", async () => {
  expect(await greenml("policies", "init", "--cwd", project)).toMatchObject({ code: 0, err: "" });
  const starter = readPackSettings(JSON.parse(readFileSync(file, "utf8")), rules, {});
  expect(starter).toMatchObject({ preset: "recommended", exemptions: [] });
  expect(Object.keys(starter.rules)).toEqual(rules.map(({ name }) => name));
  expect(Object.values(starter.rules).map(({ level }) => level)).not.toContain("disabled");
  const again = await greenml("policies", "init", "--cwd", project);
  expect(again).toMatchObject({ code: 2, out: "" });
  expect(again.err).toMatch(/^greenml: Cannot write .*greenml\.policies\.json because it is there already\n$/);
  expect(existsSync(file)).toBe(true);
});

test("writes a starter of a line for each rule, in which the pack's regions reach every rule", async () => {
  await greenml("policies", "init", "--cwd", project);
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  expect(rules.filter(({ name }) => lines.filter((line) => line.startsWith(`    "${name}": {`)).length !== 1)).toEqual(
    [],
  );
  settings({ ...(JSON.parse(text) as object), allowedRegions: ["eu-north-1"] });
  const { out } = await greenml("policies", "--cwd", project, "--format", "json");
  const listed = (JSON.parse(out) as Listed).rules.find(({ name }) => name === "greener-region");
  expect(listed?.settings).toMatchObject({ allowedRegions: ["eu-north-1"] });
});

test("prints the schema of the settings file", async () => {
  const { code, out } = await greenml("policies", "schema");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toHaveProperty(["properties", "rules", "properties", "log-retention"]);
});

test("ends with 2 and one sentence on settings that make no sense", async () => {
  settings({ rules: { "log-retentio": "advisory" } });
  const { code, out, err } = await greenml("policies", "--cwd", project);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^greenml: Unknown rule "log-retentio" in rules\. Known: [^\n]*\n$/);
});

test("lists exemptions of the file and of the tags in a state, and ends with 1 when one has expired", async () => {
  settings({ exemptions: [exemption] });
  const state = join(project, "state.json");
  const tags = { "greenml:exempt:tuning-strategy": "2026-11-30 / ml@example.com / old paper" };
  const resource = { urn: "urn:pulumi:dev::p::aws:sagemaker/x:X::search", type: "aws:sagemaker/x:X", inputs: { tags } };
  writeFileSync(
    state,
    JSON.stringify({ deployment: { resources: [resource, { urn: "urn:pulumi:dev::p::a:b:C::c", type: "a:b:C" }] } }),
  );
  const list = (day: string, ...args: string[]) =>
    greenml("policies", "--exemptions", "--cwd", project, "--state", state, "--on", day, ...args);
  const fine = await list("2026-11-30", "--format", "json");
  expect(fine).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(fine.out)).toEqual({
    day: "2026-11-30",
    exemptions: [
      {
        rule: "tuning-strategy",
        resource: "search",
        reason: "old paper",
        owner: "ml@example.com",
        expires: "2026-11-30",
        from: "tag",
        expired: false,
        needed: false,
        fault: null,
      },
      { ...exemption, from: "settings file", expired: false, needed: false, fault: null },
    ],
  });
  const late = await list("2026-12-01");
  expect(late).toMatchObject({ code: 1, err: "greenml: 1 of 2 exemptions expired before 2026-12-01\n" });
  expect(late.out).toMatch(/tuning-strategy +search +2026-11-30 expired/);
  expect(widerThan80(late.out)).toEqual([]);
});

test("points out exemptions that no finding of a state needs", async () => {
  const state = join(project, "state.json");
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;
  const aws = {
    urn: urnOf("pulumi:providers:aws", "aws"),
    type: "pulumi:providers:aws",
    inputs: { region: "eu-north-1" },
  };
  const group = (name: string, inputs: object) => ({
    urn: urnOf("aws:cloudwatch/logGroup:LogGroup", name),
    type: "aws:cloudwatch/logGroup:LogGroup",
    custom: true,
    inputs,
    outputs: inputs,
    provider: `${aws.urn}::1`,
    parent: urnOf("pulumi:pulumi:Stack", "p-dev"),
  });
  const tags = { "greenml:exempt:log-retention": "2026-11-30 / ml@example.com / old paper" };
  const domain = {
    urn: urnOf("aws:sagemaker/domain:Domain", "studio"),
    type: "aws:sagemaker/domain:Domain",
    outputs: {},
  };
  const resources = [aws, group("audit", {}), group("tidy", { retentionInDays: 7 }), group("tagged", { tags }), domain];
  writeFileSync(state, JSON.stringify({ deployment: { resources } }));
  const filed = (rule: string, resource?: string) => ({
    ...exemption,
    rule,
    ...(resource !== undefined && { resource }),
  });
  settings({
    rules: { "tuning-strategy": "disabled" },
    exemptions: [
      { ...filed("log-retention", "audit"), reason: "one" },
      { ...filed("log-retention", "tidy"), reason: "two" },
      { ...exemption, rule: "studio-idle-shutdown", resource: domain.urn, reason: "three" },
      { ...exemption, rule: "tuning-strategy", resource: "audit", reason: "four" },
    ],
  });
  const list = (...args: string[]) =>
    greenml("policies", "--exemptions", "--cwd", project, "--on", "2026-11-24", ...args);
  const { out } = await list("--state", state, "--format", "json");
  const { exemptions } = JSON.parse(out) as { exemptions: { reason: string; needed: boolean | null }[] };
  expect(Object.fromEntries(exemptions.map(({ reason, needed }) => [reason, needed]))).toEqual({
    one: true,
    two: false,
    three: true,
    four: false,
    "old paper": true,
  });
  expect((await list("--state", state)).out).toContain("two (settings file); not needed: the rule finds nothing there");
  expect((await list()).out).not.toContain("not needed");
  expect(
    (JSON.parse((await list("--format", "json")).out) as { exemptions: { needed: null }[] }).exemptions[0]?.needed,
  ).toBeNull();
});

test.each([
  ["an unknown rule", { "greenml:exempt:x": "2026-11-30 / a / b" }, 'Cannot exempt because no rule is called "x".'],
  [
    "no reason",
    { "greenml:exempt:log-retention": "2026-11-30 / a" },
    'Cannot exempt because tag "greenml:exempt:log-retention" is "2026-11-30 / a" where "YYYY-MM-DD / owner / reason" is needed.',
  ],
])("lists a tag with %s beside the others, and ends with 1", async (_, tags, fault) => {
  const state = join(project, "state.json");
  const inputs = { tags: { ...tags, "greenml:exempt:tuning-strategy": "2026-11-30 / ml@example.com / old paper" } };
  writeFileSync(state, JSON.stringify({ deployment: { resources: [{ urn: "urn:a::b::c::d", type: "c", inputs }] } }));
  const list = (...args: string[]) =>
    greenml("policies", "--exemptions", "--cwd", project, "--state", state, "--on", "2026-11-24", ...args);
  const { code, out, err } = await list("--format", "json");
  expect({ code, err }).toEqual({ code: 1, err: "greenml: 1 of 2 exemptions exempt nothing\n" });
  const { exemptions } = JSON.parse(out) as { exemptions: { fault: string | null; reason: string }[] };
  expect(exemptions.map((one) => [one.fault, one.reason])).toEqual([
    [fault, ""],
    [null, "old paper"],
  ]);
  const table = (await list()).out;
  expect(table).toMatch(/ d +never held/);
  expect(widerThan80(table)).toEqual([]);
});

test("lists an exemption on tags that the state keeps as a secret", async () => {
  const tags = { "greenml:exempt:log-retention": "2026-11-30 / ml@example.com / old paper" };
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(tags),
  };
  const state = stateOf(resource("aws:cloudwatch/logGroup:LogGroup", "audit", { tags: secret }));
  const { out } = await greenml("policies", "--exemptions", "--cwd", project, "--state", state, "--format", "json");
  expect((JSON.parse(out) as { exemptions: { reason: string }[] }).exemptions.map(({ reason }) => reason)).toEqual([
    "old paper",
  ]);
});

test("counts an exemption of the stack by its name as needed where a rule on stacks finds something", async () => {
  const stack = { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack" };
  const state = stateOf(stack, endpoint);
  const named = (resource_: string) => ({ ...exemption, rule: "stack-carbon-budget", resource: resource_ });
  settings({
    rules: { "stack-carbon-budget": { maxKilogramsPerMonth: 0 } },
    exemptions: [named("shop-dev"), named(stack.urn), named("chat")],
  });
  const { out } = await greenml("policies", "--exemptions", "--cwd", project, "--state", state, "--format", "json");
  expect((JSON.parse(out) as { exemptions: { needed: boolean }[] }).exemptions.map(({ needed }) => needed)).toEqual([
    true,
    true,
    false,
  ]);
});

test("counts a tag as needed where the rule finds something in its own resource, not in a namesake", async () => {
  const type = "aws:cloudwatch/logGroup:LogGroup";
  const group = (project_: string, inputs: object) => ({
    urn: `urn:pulumi:dev::${project_}::${type}::audit`,
    type,
    custom: true,
    inputs,
    outputs: inputs,
  });
  const tags = { "greenml:exempt:log-retention": "2026-11-30 / ml@example.com / old paper" };
  const state = stateOf(group("p", { tags, retentionInDays: 7 }), group("p$Child", {}));
  const { out } = await greenml("policies", "--exemptions", "--cwd", project, "--state", state, "--format", "json");
  expect((JSON.parse(out) as { exemptions: { needed: boolean }[] }).exemptions.map(({ needed }) => needed)).toEqual([
    false,
  ]);
});

test("says so when there are none, and what it cannot read", async () => {
  expect(await greenml("policies", "--exemptions", "--cwd", project)).toEqual({
    code: 0,
    out: "No exemptions.\n",
    err: "",
  });
  const { code, err } = await greenml("policies", "--exemptions", "--cwd", project, "--state", join(project, "none"));
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringMatching(/^greenml: Cannot read --state "[^\n]*" because there is none\n$/) as string,
  });
  for (const day of ["soon", "2026-02-30"]) {
    const { err: says } = await greenml("policies", "--exemptions", "--cwd", project, "--on", day);
    expect(says).toBe(`greenml: Expected --on as YYYY-MM-DD, got "${day}"\n`);
  }
});

const baseline = join(project, "greenml.baseline.json");
const resource = (type: string, name: string, inputs: Readonly<Record<string, unknown>>) => ({
  urn: `urn:pulumi:dev::shop::${type}::${name}`,
  type,
  custom: true,
  inputs,
  outputs: inputs,
});

function stateOf(...resources: readonly object[]): string {
  const state = join(project, "state.json");
  writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
  return state;
}

const endpoint = resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", "chat", {
  region: "eu-north-1",
  productionVariants: [{ variantName: "a", instanceType: "ml.m5.large", initialInstanceCount: 1 }],
});
const training = resource("aws:sagemaker/trainingJob:TrainingJob", "churn", {
  region: "eu-north-1",
  resourceConfig: { instanceType: "ml.m5.large", instanceCount: 1 },
});

interface Written {
  readonly stacks: Readonly<
    Record<string, { readonly kilogramsPerMonth: number; readonly unknownEmissions: string[] }>
  >;
}
const written = () => JSON.parse(readFileSync(baseline, "utf8")) as Written;

describe("the baseline", () => {
  afterEach(() => {
    rmSync(baseline, { force: true });
  });

  test("is written from a state, and the rule finds no growth over it", async () => {
    const file = stateOf(endpoint, training);
    const { code, out } = await greenml("policies", "baseline", file, "--cwd", project);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/: shop\/dev up to [\d.]+ kg of CO2e and \$[\d,]+ a month\.\n$/) as string,
    });
    expect(Object.keys(written().stacks)).toEqual(["shop/dev"]);
    const given = [endpoint, training].map(({ type, urn, inputs }) => ({
      type,
      props: inputs,
      name: urn.split("::")[3]!,
    }));
    const strict = { baselineFile: baseline, maxKilogramsMore: 0, maxUsdMore: 0, maxPercentMore: 0 };
    const moved = { ...written(), stacks: { "test/dev": written().stacks["shop/dev"] } };
    writeFileSync(baseline, JSON.stringify(moved));
    expect(await judge(stackBaseline, given, { ...strict, maxUsdMore: 0.001, maxKilogramsMore: 0.001 })).toEqual([]);
  });

  test("keeps the other stacks in the file", async () => {
    await greenml("policies", "baseline", stateOf(endpoint), "--cwd", project);
    const other = { ...endpoint, urn: endpoint.urn.replace("dev", "production") };
    await greenml("policies", "baseline", stateOf(other), "--cwd", project);
    expect(Object.keys(written().stacks)).toEqual(["shop/dev", "shop/production"]);
  });

  test("counts jobs when asked, and names what has no figure", async () => {
    const server = resource("aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", "runs", {
      region: "eu-north-1",
    });
    await greenml("policies", "baseline", stateOf(training, server), "--cwd", project);
    expect(written().stacks["shop/dev"]).toMatchObject({
      kilogramsPerMonth: 0,
      unknownEmissions: ["the tracking server runs"],
    });
    const { out } = await greenml(
      "policies",
      "baseline",
      stateOf(training, server),
      "--job-runs",
      "30",
      "--cwd",
      project,
    );
    expect(written().stacks["shop/dev"]!.kilogramsPerMonth).toBeGreaterThan(0);
    expect(out).toMatch(/; 1 without a figure\.\n$/);
  });

  test("is not written from a file without resources, nor over one that is no baseline", async () => {
    const empty = await greenml("policies", "baseline", stateOf(), "--cwd", project);
    expect(empty).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^greenml: Cannot use .* because it holds no/) as string,
    });
    writeFileSync(baseline, "{}");
    const broken = await greenml("policies", "baseline", stateOf(endpoint), "--cwd", project);
    expect(broken).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^greenml: Cannot add to .* because of stacks: /) as string,
    });
    const runs = await greenml("policies", "baseline", stateOf(endpoint), "--job-runs", "x", "--cwd", project);
    expect(runs.code).toBe(2);
  });
});

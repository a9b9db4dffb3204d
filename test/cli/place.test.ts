import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { gibibytes, gigabytes, hours, place } from "../../carbon";
import { placeOutput } from "../../cli/schemas/place-output";
import { greenml, widerThan80 } from "./greenml";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenml-place-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const request = `name: churn
use: training
allowedRegions: [eu-north-1, eu-west-1, ap-south-1]
needs: { memoryGib: 8 }
work: { hours: 2, referenceInstanceType: ml.m5.large }
data: { gigabytes: 12, region: eu-west-1 }
`;

function file(content: string, name = "request.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test("decides as the library does", async () => {
  const expected = place({
    use: "training",
    allowedRegions: ["eu-north-1", "eu-west-1", "ap-south-1"],
    needs: { memoryGib: gibibytes(8) },
    work: { hours: hours(2), referenceInstanceType: "ml.m5.large" },
    data: { gigabytes: gigabytes(12), region: "eu-west-1" },
  });
  const { code, out, err } = await greenml("place", file(request), "--format", "json", "--cwd", folder);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const decision = placeOutput.parse(JSON.parse(out));
  expect(decision).toMatchObject({
    name: "churn",
    region: expected.region,
    instanceType: expected.instanceType,
    emissionsGrams: expected.emissions,
    reasons: expected.reasons,
    breakEvenGigabytes: expected.breakEvenGigabytes,
    pinned: null,
  });
  expect(decision.rejected).toHaveLength(expected.rejected.length);
});

test("prints decision, reasons, runners-up and what was rejected, all of it on request", async () => {
  const { out } = await greenml("place", file(request));
  expect(out).toMatch(/^eu-north-1, ml\./);
  expect(out).toMatch(/^then +eu-west-1, ml\./m);
  expect(out).toContain("staying emits less");
  expect(out).toMatch(/and \d+ more: --all names them/);
  const { out: whole } = await greenml("place", file(request), "--all");
  expect(whole).not.toContain("--all names them");
  expect(widerThan80(out + whole)).toEqual([]);
  expect((await greenml("place", file(request), "--format", "markdown")).out).toMatch(/^\*\*eu-north-1, /);
});

test("keeps a pin of the project", async () => {
  await greenml("pin", "churn", "--region", "eu-west-1", "--why", "the contract says so", "--cwd", folder);
  const { out } = await greenml("place", file(request), "--format", "json", "--cwd", folder);
  expect(placeOutput.parse(JSON.parse(out))).toMatchObject({
    region: "eu-west-1",
    pinned: { why: "the contract says so", wouldMoveTo: "eu-north-1" },
  });
});

test("takes JSON as well", async () => {
  const { code } = await greenml("place", file('{"use": "endpoint", "work": {}}', "request.json"));
  expect(code).toBe(0);
});

test.each([
  ["a use nobody knows", "use: mining", /because of use: .*\(got "mining"\)\n$/],
  ["a key nobody knows", "use: training\nwork: { hour: 1 }", /because of work: [^\n]*hour[^\n]*\n$/],
  ["hours below nothing", "use: training\nwork: { hours: -1 }", /because of work\.hours: [^\n]*\(got -1\)\n$/],
  ["a region nobody knows", "use: training\nallowedRegions: [mars-1]", /^greenml: [^\n]*mars-1[^\n]*\n$/],
  ["needs that nothing meets", "use: training\nneeds: { vcpu: 5000 }", /^greenml: Expected needs [^\n]*\n$/],
])("ends with 2 and one sentence on %s", async (_when, content, sentence) => {
  const { code, out, err } = await greenml("place", file(content));
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(sentence);
});

describe("what was measured", () => {
  const meter = "{ instanceType: ml.m5.large, hours: 2, watts: 15, date: 2026-11-02, source: run 12 }";
  const asked = (...measured: readonly string[]) =>
    `use: training\nallowedRegions: [eu-north-1]\nwork: { measured: [${measured.join(", ")}] }\n`;

  it("is taken from the request, and shown with its day and source", async () => {
    const { code, out, err } = await greenml("place", file(asked(meter)), "--format", "json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { evidence, emissionsGrams } = placeOutput.parse(JSON.parse(out));
    expect(emissionsGrams.kind).toBe("known");
    const from = { instanceType: "ml.m5.large", date: "2026-11-02", source: "run 12", unused: null };
    expect(evidence).toEqual({
      kind: "measured",
      basis: "measured time of ml.m5.large (2026-11-02, run 12); other types on equal vCPU-hours",
      measurements: [
        { ...from, quantity: "hours", low: 2, likely: 2, high: 2 },
        { ...from, quantity: "watts", low: 15, likely: 15, high: 15 },
      ],
    });
    const { out: table } = await greenml("place", file(asked(meter)));
    expect(table).toContain(
      "\nMeasured\n  ml.m5.large: 2 h (2026-11-02, run 12)\n  ml.m5.large: 15 W (2026-11-02, run 12)\n",
    );
    expect(widerThan80(table)).toEqual([]);
    expect((await greenml("place", file(asked(meter)), "--format", "markdown")).out).toContain(
      "\n**Measured**\n\n- ml.m5",
    );
  });

  it("says why it did not enter", async () => {
    const other =
      "{ instanceType: ml.p3.2xlarge, utilisation: { low: 0.5, likely: 0.6, high: 0.7 }, date: 2026-11-02, source: x }";
    const { out } = await greenml("place", file(asked(meter, other)));
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "ml.p3.2xlarge: 0.5-0.7 of full load (2026-11-02, x); not used: ml.p3.2xlarge is not among the types that were compared",
    );
  });

  it("refuses hours of a run for an endpoint, in one sentence", async () => {
    expect(await greenml("place", file("use: endpoint\nwork: { hours: 5 }\n"))).toEqual({
      code: 2,
      out: "",
      err: 'greenml: Cannot use work.hours for the use "endpoint" because it counts by the month, not by runs: work.rows says what it is asked for\n',
    });
  });

  it("takes a stated ratio and an endpoint's requests", async () => {
    const request = `use: endpoint
allowedRegions: [eu-north-1]
work:
  rows: 5e9
  measured: [{ instanceType: ml.m5.xlarge, inferencesPerSecond: 1000, date: 2026-11-02, source: load test }]
  ratios: [{ instanceType: ml.c7i.xlarge, of: ml.m5.xlarge, ratio: 2.5, date: 2026-10-01, source: paper }]
`;
    const { out } = await greenml("place", file(request), "--format", "json");
    const placed = placeOutput.parse(JSON.parse(out));
    expect(placed).toMatchObject({ instanceType: "ml.c7i.xlarge", evidence: { kind: "measured" } });
    expect(placed.rejected.find((one) => one.instanceType === "ml.m5.xlarge")?.because).toContain("a month");
  });

  it.each([
    ["contradict", asked(meter, meter.replace("hours: 2", "hours: 3").replace("run 12", "run 13")), /contradict: time/],
    [
      "hold nothing",
      asked("{ instanceType: ml.m5.large, date: 2026-11-02, source: x }"),
      /expected something measured/,
    ],
    ["name no type", asked("{ hours: 2, date: 2026-11-02, source: x }"), /instanceType/],
    ["name no day", asked(meter.replace("date: 2026-11-02, ", "")), /date/],
    ["are of an unknown type", asked(meter.replace("m5.large", "z9.large")), /Unknown instance type "ml\.z9\.large"/],
    ["are below nothing", asked(meter.replace("watts: 15", "watts: -1")), /watts/],
  ])("ends with 2 and one sentence where measurements %s", async (_, content, sentence) => {
    const { code, out, err } = await greenml("place", file(content));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});

test("shows in JSON what the journey of the data costs", async () => {
  const { out } = await greenml("place", file(request), "--format", "json");
  const { journey } = placeOutput.parse(JSON.parse(out));
  expect(journey).toMatchObject({ thereUsd: { likely: 0.24 }, secondCopyUsd: { likely: 0 }, backUsd: { likely: 0 } });
  const stays = request.replace("gigabytes: 12", "gigabytes: 50000");
  expect(
    placeOutput.parse(JSON.parse((await greenml("place", file(stays), "--format", "json")).out)).journey,
  ).toBeNull();
});

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

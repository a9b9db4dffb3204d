import { instances } from "../../carbon";
import { instancesOutput } from "../../cli/schemas/instances-output";
import { greenml, widerThan80 } from "./greenml";

test("lists the types of a use, with what an hour emits and costs in a region", async () => {
  const { code, out, err } = await greenml(
    "instances",
    "--use",
    "endpoint",
    "--region",
    "eu-north-1",
    "--format",
    "json",
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { instances: found, region } = instancesOutput.parse(JSON.parse(out));
  expect(region).toBe("eu-north-1");
  expect(found.map(({ type }) => type)).toEqual(
    instances()
      .filter(({ uses }) => uses.has("endpoint"))
      .map(({ type }) => type),
  );
  expect(found.find(({ type }) => type === "ml.m5.large")).toMatchObject({
    vcpu: 2,
    memoryGib: 8,
    accelerator: null,
    hour: { emissionsGrams: { kind: "known" }, energyKwh: { kind: "known" } },
  });
});

test("says which type is newer, and shows one family alone", async () => {
  const { out } = await greenml("instances", "--family", "ml.m4");
  expect(out).toMatch(/^ml\.m4\.xlarge +2015 +4 +16 +ml\.m/m);
  expect(out).not.toContain("ml.m5.large ");
});

test("fits a terminal", async () => {
  expect(widerThan80((await greenml("instances")).out)).toEqual([]);
  expect(widerThan80((await greenml("instances", "--region", "ap-south-1")).out)).toEqual([]);
});

test.each([
  [["--family", "z9"], /^greenml: Unknown family "z9" for training in --family\. Known: .*\n$/],
  [["--region", "mars-1"], /^greenml: Unknown region "mars-1" in --region\n$/],
  [["--use", "mining"], /^error: option '--use <use>' argument 'mining' is invalid\. Allowed choices are .*\n$/],
])("ends with 2 and one sentence on %j", async (args, sentence) => {
  const { code, out, err } = await greenml("instances", ...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(sentence);
});

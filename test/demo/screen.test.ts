import { exactly, hours, tuningFootprint } from "../../carbon";
import { footprintReport } from "../../demo/report";
import { lastScreen, type Shown } from "../../demo/screen";

const machine = { region: "eu-north-1", instanceType: "ml.c7i.large" };
const footprint = tuningFootprint({ ...machine, trials: exactly(10), hoursPerTrial: exactly(hours(0.05)) });
const place = {
  ...machine,
  reasons: ["It is likely to emit least of four regions, by a margin that no error can close."],
};
const shown: Shown = {
  green: {
    region: "eu-north-1",
    placements: { training: { ...place, runnersUp: [] }, online: { region: "eu-north-1", reasons: [], runnersUp: [] } },
    best: {
      trainingJobName: "strikes-001",
      metric: "validation:auc",
      value: 0.78,
      hyperParameters: { eta: "0.12345" },
    },
    footprint: { tuning: footprint, servingMonth: { ...footprint, cost: { kind: "unknown", missing: "a price" } } },
    measured: { trainingHours: 0.1, footprint },
    predictions: "s3://bucket/predictions/",
    endpointName: "strikes-online",
    compiledModel: "s3://bucket/model-ml_c5.tar.gz",
  },
  wasteful: {
    region: "ap-south-1",
    instanceType: "ml.p2.xlarge",
    footprint: { tuning: footprint, servingMonth: footprint },
  },
  refusals: [
    { rule: "log-retention", resource: "aws:cloudwatch:LogGroup: old", message: `Expected ${"very ".repeat(30)}much.` },
  ],
  heldOut: { rows: 1500, auc: 0.8239 },
  reportPath: ".sandbox/footprint.md",
};

describe("the last screen", () => {
  it("fits 80 columns", () => {
    const widths = lastScreen(shown)
      .split("\n")
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(79);
  });

  it("shows where, what was learnt, both footprints, the refusals and what to type next", () => {
    const screen = lastScreen(shown);
    for (const part of ["eu-north-1  ml.c7i.large", "0.7800", "eta 0.123", "0.8239", "log-retention", "pulumi up"]) {
      expect(screen).toContain(part);
    }
  });

  it("says that a price is unknown instead of showing none", () => {
    expect(lastScreen(shown)).toContain("unknown: a price");
    expect(footprintReport(shown)).toContain("unknown: a price");
  });
});

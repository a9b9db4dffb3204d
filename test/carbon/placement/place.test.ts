import fc from "../../support/fast-check";

import {
  CATALOG_VERSION,
  dataTransferFootprint,
  fraction,
  gibibytes,
  gigabytes,
  hours,
  mebibytes,
  milliseconds,
  place,
  serverlessMonthFootprint,
  range,
  regions,
  trainingFootprint,
  tuningFootprint,
  type PlacementRequest,
} from "../../../carbon";
import { likely, rejection, tuning } from "./requests";

/** Where tuning goes among these regions, or why it can go nowhere. */
function answer(allowedRegions: readonly string[]): unknown {
  try {
    return place(tuning({ allowedRegions }));
  } catch (error) {
    return error;
  }
}

describe("the choice of a region", () => {
  it("sends an unconstrained tuning run to Stockholm, not to N. Virginia", () => {
    const placed = place(tuning());
    expect(placed).toMatchObject({ kind: "placed", region: "eu-north-1", instanceType: "ml.c7i.xlarge" });
    expect(placed).toMatchObject({ signal: "average", catalogVersion: CATALOG_VERSION, dataTransfer: undefined });
    const virginia = place(tuning({ region: "us-east-1" }));
    expect(likely(virginia.emissions)).toBeGreaterThan(5 * likely(placed.emissions));
  });

  it("gives the footprint that the formulas give", () => {
    const placed = place(tuning());
    const footprint = tuningFootprint({
      region: "eu-north-1",
      instanceType: "ml.c7i.xlarge",
      trials: 20,
      hoursPerTrial: hours(0.2),
    });
    // both in the same order of magnitude of rounding: hours are scaled by 4 / 4 vCPU
    expect(likely(placed.emissions)).toBeCloseTo(likely(footprint.emissions), 9);
    expect(likely(placed.cost)).toBeCloseTo(likely(footprint.cost), 9);
  });

  it("stays within the allowed regions and names the three next best", () => {
    const placed = place(
      tuning({ allowedRegions: ["us-east-1", "eu-west-1", "eu-west-3", "eu-central-1", "us-west-2"] }),
    );
    expect(placed.region).toBe("eu-west-3");
    expect(placed.runnersUp.map(({ region }) => region)).toEqual(["us-west-2", "eu-west-1", "eu-central-1"]);
    const figures = [placed, ...placed.runnersUp].map(({ emissions }) => likely(emissions));
    expect(figures).toEqual(figures.toSorted((one, other) => one - other));
  });

  it("fills the runners-up with other types where there are fewer regions", () => {
    const placed = place(tuning({ allowedRegions: ["eu-north-1"] }));
    expect(placed.runnersUp).toHaveLength(3);
    expect(new Set(placed.runnersUp.map(({ instanceType }) => instanceType)).size).toBe(3);
    expect(placed.reasons[0]).toMatch(/is the only allowed region that can do the work\.$/);
  });

  it("gives the same answer whatever the order of the allowed regions", () => {
    const ids = regions()
      .filter(({ partition }) => partition === "aws")
      .map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), (some) => {
        expect(answer(some)).toEqual(answer(some.toSorted()));
      }),
      { numRuns: 10 },
    );
  });

  it("rejects regions without a feature, each with one reason", () => {
    const placed = place(tuning({ allowedRegions: ["ap-east-2", "eu-central-1"], needs: { feature: ["xgboost"] } }));
    expect(placed.region).toBe("eu-central-1");
    expect(rejection(placed, "ap-east-2")).toBe("the XGBoost image is not offered there (2026-08)");
  });

  it("keeps regions of other partitions out unless they are allowed", () => {
    expect(place(tuning({ allowedRegions: ["us-gov-west-1", "us-gov-east-1"] })).region).toBe("us-gov-west-1");
  });
});

describe("the data's journey", () => {
  const near = (size: number): PlacementRequest =>
    tuning({ allowedRegions: ["eu-west-1", "eu-north-1"], data: { gigabytes: gigabytes(size), region: "eu-west-1" } });

  it("moves a small data set and counts its journey once", () => {
    const placed = place(near(12));
    expect(placed.region).toBe("eu-north-1");
    const journey = dataTransferFootprint({ gigabytes: gigabytes(12), from: "eu-west-1", to: "eu-north-1" });
    expect(placed.dataTransfer).toEqual(journey);
    const bare = place(tuning({ allowedRegions: ["eu-north-1"] }));
    expect(likely(placed.emissions)).toBeCloseTo(likely(bare.emissions) + likely(journey.emissions), 9);
  });

  it("leaves a big data set at home", () => {
    const placed = place(near(5000));
    expect(placed).toMatchObject({ region: "eu-west-1", dataTransfer: undefined });
    expect(placed.reasons.join(" ")).toMatch(/The data stays where it is\. Above \d+ GB staying emits less\./);
  });

  it("turns at the break-even it states", () => {
    const { breakEvenGigabytes = Number.NaN } = place(near(12));
    expect(place(near(5000)).breakEvenGigabytes).toBe(breakEvenGigabytes);
    expect(place(near(breakEvenGigabytes * 0.99)).region).toBe("eu-north-1");
    expect(place(near(breakEvenGigabytes * 1.01)).region).toBe("eu-west-1");
  });

  it("weighs one journey against all runs that it serves", () => {
    const once = near(500);
    const often = { ...once, work: { ...once.work, runs: 30 } };
    expect([place(once).region, place(often).region]).toEqual(["eu-west-1", "eu-north-1"]);
    expect(place(often).breakEvenGigabytes).toBeCloseTo(30 * (place(once).breakEvenGigabytes ?? 0), 6);
  });

  it("states no break-even where nothing is gained by moving", () => {
    const placed = place(tuning({ data: { gigabytes: gigabytes(12), region: "eu-north-1" } }));
    expect(placed.breakEvenGigabytes).toBeUndefined();
    expect(placed.reasons).toContain("The data stays where it is.");
  });

  it("states no break-even where the data may not be worked on at home", () => {
    const placed = place(
      tuning({ allowedRegions: ["eu-north-1"], data: { gigabytes: gigabytes(1), region: "us-east-1" } }),
    );
    expect(placed.breakEvenGigabytes).toBeUndefined();
    expect(placed.reasons.join(" ")).toMatch(/Moving 1 GB from us-east-1 once emits/);
  });
});

describe("the choice of a type", () => {
  it("takes the newest generation among near-equals, and says so", () => {
    expect(place(tuning()).reasons[1]).toMatch(
      /^ml\.c7i\.xlarge \(2023\) is the newest generation within 30 % of the greenest of \d+ types/,
    );
  });

  it("rejects families of which no size fits, each with one reason", () => {
    const placed = place(tuning());
    expect(rejection(placed, "ml.g5.*")).toBe("it has accelerators that the work does not ask for");
    expect(rejection(placed, "ml.t3.*")).toBe("its processor is throttled under lasting load");
    expect(rejection(placed, "ml.c8i.*")).toBe("the catalogue holds no SageMaker price for it");
  });

  it("takes a type that SageMaker is not known to sell where no other fits", () => {
    const placed = place({
      use: "training",
      needs: { acceleratorCount: 8, acceleratorMemoryGib: gibibytes(100) },
      work: {},
    });
    expect(placed.instanceType).toMatch(/^ml\.(p5en|p6|trn2|p5e)/);
  });

  it("asks for a region that offers the accelerators", () => {
    const placed = place({
      use: "training",
      allowedRegions: ["eu-central-2", "eu-south-1", "us-east-1"],
      needs: { acceleratorCount: 8 },
      work: { hours: hours(1), referenceInstanceType: "ml.p4d.24xlarge" },
    });
    expect(rejection(placed, "eu-south-1")).toBe("EC2 offers no machine that fits there (2026-08)");
    expect(placed.reasons.join(" ")).toContain("equal dense fp16 throughput");
  });

  it("names the family that a region lacks", () => {
    const placed = place({
      use: "endpoint",
      allowedRegions: ["eu-north-1", "eu-central-2"],
      needs: { neoTarget: "ml_g4dn" },
      work: {},
    });
    expect(placed).toMatchObject({ region: "eu-north-1", instanceType: "ml.g4dn.xlarge" });
    expect(rejection(placed, "eu-central-2")).toBe("EC2 offers no g4dn there (2026-08)");
  });

  it("hosts code for a Neo target on its family alone", () => {
    expect(place({ use: "endpoint", needs: { neoTarget: "ml_c5" }, work: {} })).toMatchObject({
      region: "eu-north-1",
      instanceType: "ml.c5.large",
    });
    const inf2 = place({ use: "endpoint", needs: { neoTarget: "ml_inf2" }, work: {} });
    expect(inf2.region).toBe("us-east-2");
    expect(rejection(inf2, "eu-north-1")).toBe("Neo compiles for ml_inf2 in us-east-2 alone");
  });

  it("keeps ARM for images that run on it", () => {
    const needs = { vcpu: 2, memoryGib: gibibytes(4) };
    expect(place({ use: "endpoint", needs, work: {} }).instanceType).toBe("ml.c7i.large");
    const both = place({ use: "endpoint", needs: { ...needs, architectures: ["x86_64", "arm64"] }, work: {} });
    expect(both.instanceType).toBe("ml.c8g.large");
    expect(both.emissions).toMatchObject({ kind: "known" });
  });

  it("rejects types that cannot be compared with the reference", () => {
    const work = { hours: hours(1), referenceInstanceType: "ml.m5.large" };
    expect(() => place({ use: "training", needs: { acceleratorCount: 8 }, work })).toThrow(
      /meets \(ml\.p4d\.24xlarge: its figures, or its speed against the reference type, are unknown/,
    );
  });

  it("leaves the footprint of the owner's type unknown where it cannot be compared", () => {
    const work = { hours: hours(1), referenceInstanceType: "ml.g5.xlarge" };
    expect(place({ use: "training", instanceType: "ml.m5.large", work }).emissions.kind).toBe("unknown");
  });

  it("compares on one hour while nobody knows the time, and leaves the likely value out", () => {
    const placed = place({ use: "transform", work: { maxHours: hours(1), instanceCount: 2 } });
    expect(placed.emissions.kind).toBe("bounded");
    expect(placed.reasons.join(" ")).toMatch(
      /How long it runs is not known, so one hour on ml\.\w+\.large was compared\./,
    );
    expect(place({ use: "tuning", work: { maxHours: hours(1) } }).emissions.kind).toBe("bounded");
    expect(place({ use: "training", work: {} }).emissions.kind).toBe("unknown");
  });

  it("takes the load that the owner states", () => {
    const idle = place({ use: "processing", work: { hours: hours(1), utilisation: fraction(0) } });
    const busy = place({ use: "processing", work: { hours: hours(1), utilisation: fraction(1) } });
    expect(likely(busy.emissions)).toBeGreaterThan(likely(idle.emissions));
  });
});

describe("the owner's choice", () => {
  it("is kept, and what the greenest would save is said", () => {
    const placed = place(tuning({ region: "us-east-1", instanceType: "m4.xlarge" }));
    expect(placed).toMatchObject({ region: "us-east-1", instanceType: "ml.m4.xlarge" });
    expect(placed.reasons).toEqual([
      expect.stringMatching(/^us-east-1 .* is the owner's choice\.$/),
      "ml.m4.xlarge is the owner's choice.",
      expect.stringMatching(/^eu-north-1 on ml\.c7i\.xlarge would save .* of .* \(\d+ %\)\.$/),
    ]);
  });

  it("is not blamed for a region that something else has fixed", () => {
    const { reasons } = place(tuning({ region: "us-east-1", regionBecause: "is where the model is" }));
    expect(reasons[0]).toMatch(/^us-east-1 .* is where the model is\.$/);
  });

  it("needs no needs: the alternative is at least as large", () => {
    const { reasons } = place({ use: "training", instanceType: "ml.m5.4xlarge", work: { hours: hours(1) } });
    expect(reasons.at(-1)).toMatch(/^eu-north-1 on ml\.c7i\.8xlarge would save/);
  });

  it("passes without a word when it is the greenest", () => {
    const { reasons } = place(tuning({ region: "eu-north-1" }));
    expect(reasons.join(" ")).not.toContain("would save");
  });

  it("may be newer than the catalogue: kept, its footprint unknown, only grids compared", () => {
    const placed = place({
      use: "training",
      instanceType: "ml.z9.xlarge",
      work: { hours: hours(1) },
      data: { gigabytes: gigabytes(9999), region: "us-east-1" },
    });
    expect(placed).toMatchObject({ region: "eu-north-1", instanceType: "ml.z9.xlarge" });
    expect(placed.emissions.kind).toBe("unknown");
    expect(placed.reasons).toContain(
      "The catalogue cannot estimate ml.z9.xlarge, so only grids were compared and its footprint is unknown.",
    );
    const scaled = place({
      use: "training",
      instanceType: "ml.z9.xlarge",
      work: { hours: hours(1), referenceInstanceType: "ml.m5.large" },
    });
    expect(scaled.emissions.kind).toBe("unknown");
  });

  it("may be a type that EC2 does not list there", () => {
    const placed = place({
      use: "training",
      region: "eu-north-1",
      instanceType: "ml.p6e-gb200.36xlarge",
      needs: { architectures: ["arm64"] },
      work: { hours: hours(1) },
    });
    expect(placed.emissions.kind).toBe("known");
    expect(placed.reasons).toContain("EC2 listed no p6e-gb200 in eu-north-1 (2026-08).");
  });

  it("is warned of when SageMaker does not list the type for the use", () => {
    const { reasons } = place({ use: "transform", instanceType: "ml.m7a.large", work: { hours: hours(1) } });
    expect(reasons).toContain("The catalogue does not list ml.m7a.large for transform.");
  });

  it("is refused where it contradicts the needs or the allowed regions", () => {
    expect(() => place(tuning({ instanceType: "ml.m5.large" }))).toThrow(
      'Expected instanceType that meets the needs, got "ml.m5.large": it has 2 vCPU, needed are 4',
    );
    expect(() => place(tuning({ instanceType: "ml.m5.large", needs: { neoTarget: "ml_c5" } }))).toThrow(
      'got "ml.m5.large": code for Neo target ml_c5 runs on ml.c5 alone',
    );
    expect(() => place(tuning({ region: "us-east-1", allowedRegions: ["eu-west-1"] }))).toThrow(
      'Expected region among allowedRegions (eu-west-1), got "us-east-1"',
    );
  });
});

describe("serverless inference", () => {
  const serverless = { memoryMib: mebibytes(2048), requestsPerMonth: 1e5, millisecondsPerRequest: milliseconds(50) };

  it("goes to the greenest of its 21 regions", () => {
    const placed = place({ use: "serverless", work: { serverless } });
    expect(placed).toMatchObject({ region: "eu-north-1", instanceType: undefined });
    expect(placed.reasons[0]).toMatch(/is likely to emit least of 21 regions\.$/);
    expect(rejection(placed, "eu-central-2")).toBe("serverless inference is not offered there (2026-08)");
  });

  it("is placed even while nobody knows the compute time", () => {
    const unknown = { ...serverless, millisecondsPerRequest: undefined };
    const placed = place({ use: "serverless", region: "eu-west-1", work: { serverless: unknown } });
    expect(placed.emissions.kind).toBe("bounded");
    expect(placed.reasons.at(-1)).toMatch(/^eu-north-1 would emit \d+ % less for the same work\.$/);
    expect([placed.pareto, placed.usdPerTonne]).toEqual([[], undefined]);
  });

  it("is priced as the month is estimated", () => {
    const { pareto } = place({ use: "serverless", region: "eu-west-1", work: { serverless } });
    expect(pareto).toHaveLength(1);
    expect(likely(pareto[0]!.cost)).toBeCloseTo(
      likely(serverlessMonthFootprint({ region: "eu-west-1", ...serverless }).cost),
      12,
    );
  });

  it("has to say what it will be asked for", () => {
    expect(() => place({ use: "serverless", work: {} })).toThrow(
      'Expected work.serverless for the use "serverless", got none',
    );
  });
});

describe("a request that cannot be met", () => {
  it.each<[string, PlacementRequest, string]>([
    [
      "an unknown region",
      tuning({ region: "mars-1" }),
      'Unknown region "mars-1" in region: the catalogue holds no such region',
    ],
    ["an unknown allowed region", tuning({ allowedRegions: ["mars-1"] }), 'Unknown region "mars-1" in allowedRegions'],
    ["data in an unknown region", tuning({ data: { gigabytes: gigabytes(1), region: "mars-1" } }), "in data.region"],
    ["no region", tuning({ allowedRegions: [] }), "Expected allowedRegions of at least one region, got none"],
    ["an unknown Neo target", tuning({ needs: { neoTarget: "ml_c9" } }), 'Unknown neoTarget "ml_c9". Known: ml_c4, '],
    [
      "an unknown reference",
      tuning({ work: { referenceInstanceType: "ml.z9.large" } }),
      'Unknown instance type "ml.z9.large"',
    ],
    [
      "needs that nothing meets",
      tuning({ needs: { vcpu: 5000 } }),
      "Expected needs that some instance type for tuning meets (ml.c4.*: it has 36 vCPU, needed are 5000",
    ],
    [
      "a region without the feature",
      tuning({ region: "ap-east-2", needs: { feature: ["neo"] } }),
      "Expected region in which tuning is possible (ap-east-2: SageMaker Neo is not offered there",
    ],
    [
      "regions without the machine",
      { use: "training", allowedRegions: ["af-south-1"], needs: { acceleratorCount: 8 }, work: {} },
      "Expected allowedRegions in which training is possible (af-south-1: EC2 offers no",
    ],
    ["impossible runs", tuning({ work: { runs: 0 } }), "Expected work.runs of at least 1 and whole, got 0"],
  ])("is refused in one sentence: %s", (_, request, sentence) => {
    expect(() => place(request)).toThrow(sentence);
  });
});

describe("more work", () => {
  it("never emits less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (tenths, more) => {
        const at = (time: number) =>
          likely(
            place(tuning({ work: { hours: hours(time / 10) }, allowedRegions: ["eu-north-1", "us-east-1"] })).emissions,
          );
        expect(at(tenths + more)).toBeGreaterThanOrEqual(at(tenths));
      }),
      { numRuns: 20 },
    );
  });

  it("is the same on the reference type as the formulas say", () => {
    const placed = place({
      use: "training",
      region: "eu-north-1",
      instanceType: "ml.m5.xlarge",
      work: { hours: range(hours(1), hours(2), hours(3)) },
    });
    const footprint = trainingFootprint({
      region: "eu-north-1",
      instanceType: "ml.m5.xlarge",
      hours: range(hours(1), hours(2), hours(3)),
    });
    expect(likely(placed.emissions)).toBeCloseTo(likely(footprint.emissions), 12);
  });
});

import {
  dataTransferFootprint,
  gigabytes,
  hours,
  place,
  storageMonthFootprint,
  usd,
  type PlacedData,
  type PlacementRequest,
} from "../../../carbon";
import { likely } from "./requests";

const work = { hours: hours(10) };
const training = (data: Partial<PlacedData>, overrides: Partial<PlacementRequest> = {}): PlacementRequest => ({
  use: "training",
  allowedRegions: ["eu-west-1", "eu-north-1"],
  work,
  data: { gigabytes: gigabytes(10), region: "eu-west-1", ...data },
  ...overrides,
});

describe("what moves with the data", () => {
  it("is the way there, a second copy for its months, and the results of every run", () => {
    const request = training(
      { copyMonths: 3, resultGigabytes: gigabytes(0.5) },
      { work: { ...work, runs: 4 }, allowedRegions: ["eu-north-1"] },
    );
    const { journey, dataTransfer, emissions, reasons } = place(request);
    const there = dataTransferFootprint({ gigabytes: gigabytes(10), from: "eu-west-1", to: "eu-north-1" });
    const month = storageMonthFootprint({ kind: "s3", gigabytes: gigabytes(10), region: "eu-north-1" });
    const back = dataTransferFootprint({ gigabytes: gigabytes(2), from: "eu-north-1", to: "eu-west-1" });
    expect(dataTransfer).toEqual(there);
    expect(likely(journey!.there)).toBeCloseTo(likely(there.emissions), 9);
    expect(likely(journey!.secondCopy)).toBeCloseTo(3 * likely(month.emissions), 9);
    expect(likely(journey!.back)).toBeCloseTo(likely(back.emissions), 9);
    const moved = likely(there.emissions) + 3 * likely(month.emissions) + likely(back.emissions);
    expect(likely(journey!.together)).toBeCloseTo(moved, 9);
    const alone = place({ use: "training", allowedRegions: ["eu-north-1"], work: { ...work, runs: 4 } });
    expect(likely(emissions)).toBeCloseTo(likely(alone.emissions) + moved, 9);
    expect(reasons.join(" ")).toMatch(
      /Moving 10 GB from eu-west-1 once emits \S+ m?g, a second copy for 3 months \S+ m?g, bringing the results back \S+ m?g\. Price of the journey: \$0\.\d\d-\d\.\d\d, likely \$0\.96\./,
    );
  });

  it("costs what traffic between regions and the second copy cost, and that is in the price of the place", () => {
    const data = { copyMonths: 3, resultGigabytes: gigabytes(0.5) };
    const { journey, cost } = place(training(data, { work: { ...work, runs: 4 }, allowedRegions: ["eu-north-1"] }));
    // 10 GB x 0.02 USD; 10 GB x 3 months x 0.023 USD x 1.05; 4 x 0.5 GB x 0.02 USD
    expect(likely(journey!.cost.there)).toBeCloseTo(0.2, 9);
    expect(likely(journey!.cost.secondCopy)).toBeCloseTo(0.7245, 9);
    expect(likely(journey!.cost.back)).toBeCloseTo(0.04, 9);
    expect(likely(journey!.cost.together)).toBeCloseTo(0.9645, 9);
    expect(journey!.cost.together.kind === "known" && journey!.cost.together.high).toBeGreaterThan(0.9645);
    const alone = place({ use: "training", allowedRegions: ["eu-north-1"], work: { ...work, runs: 4 } });
    expect(likely(cost)).toBeCloseTo(likely(alone.cost) + 0.9645, 9);
  });

  it("counts against the ceiling and on the front of carbon and cost", () => {
    const regions = { allowedRegions: ["eu-north-1"] };
    const { cost } = place(training({}, regions));
    const limit = (part: number) => ({ ...regions, maxUsd: usd(likely(cost) * part) });
    expect(place(training({}, limit(1.0001))).region).toBe("eu-north-1");
    expect(() => place(training({ gigabytes: gigabytes(1000) }, limit(1)))).toThrow(
      /eu-north-1: the work would likely cost \$\S+ there, maximum \$/,
    );
    const { pareto, usdPerTonne = Number.NaN } = place(training({}));
    expect(pareto[0]!.region).toBe("eu-west-1");
    expect(pareto.at(-1)!.region).toBe("eu-north-1");
    const free = place({ use: "training", allowedRegions: ["eu-west-1", "eu-north-1"], work });
    expect(usdPerTonne).toBeGreaterThan(free.usdPerTonne ?? 0);
  });

  it("has no price where AWS lists none for the partition that sends", () => {
    const placed = place(training({ region: "cn-north-1" }, { allowedRegions: ["eu-north-1"] }));
    expect(placed.journey!.cost.there).toEqual({ kind: "unknown", missing: "prices in partition aws-cn" });
    expect(placed.reasons.join(" ")).toContain("Price of the journey: unknown: prices in partition aws-cn.");
    expect(placed.cost).toMatchObject({ kind: "unknown" });
    expect([placed.pareto, placed.usdPerTonne]).toEqual([[], undefined]);
    expect(() =>
      place(training({ region: "cn-north-1" }, { allowedRegions: ["eu-north-1"], maxUsd: usd(1e6) })),
    ).toThrow("its prices are unknown, so nothing shows that the work costs at most");
  });

  it("is nothing where the work stays at home", () => {
    const placed = place(training({ copyMonths: 12, resultGigabytes: gigabytes(1) }, { region: "eu-west-1" }));
    expect(placed.journey).toBeUndefined();
    expect(placed.dataTransfer).toBeUndefined();
    const alone = place({ use: "training", region: "eu-west-1", work });
    expect(likely(placed.emissions)).toBeCloseTo(likely(alone.emissions), 9);
    expect(likely(placed.cost)).toBeCloseTo(likely(alone.cost), 9);
  });

  it("lowers the break-even by the copy, and turns there", () => {
    const { breakEvenGigabytes: bare = Number.NaN } = place(training({}));
    const { breakEvenGigabytes: kept = Number.NaN } = place(training({ copyMonths: 24 }));
    expect(kept).toBeLessThan(bare);
    const at = (size: number) => place(training({ copyMonths: 24, gigabytes: gigabytes(size) })).region;
    expect([at(kept * 0.99), at(kept * 1.01)]).toEqual(["eu-north-1", "eu-west-1"]);
  });

  it("pays from a number of runs on, and not before", () => {
    const data = { gigabytes: gigabytes(1000) };
    const { breakEvenRuns = Number.NaN } = place(training(data));
    expect(breakEvenRuns).toBeGreaterThan(1);
    const after = (runs: number) => place(training(data, { work: { ...work, runs } })).region;
    expect([after(breakEvenRuns - 1), after(breakEvenRuns)]).toEqual(["eu-west-1", "eu-north-1"]);
  });

  it("never pays where the results outweigh the gain", () => {
    const placed = place(training({ resultGigabytes: gigabytes(1e5) }));
    expect(placed.region).toBe("eu-west-1");
    expect(placed.breakEvenGigabytes).toBeUndefined();
    expect(placed.breakEvenRuns).toBeUndefined();
  });

  it("states the largest break-even of all regions, not that of the greenest alone", () => {
    const everywhere = place(
      training({}, { allowedRegions: ["eu-west-1", "eu-north-1", "eu-west-3", "eu-central-1"] }),
    );
    const size = (everywhere.breakEvenGigabytes ?? Number.NaN) * 0.999;
    const just = training(
      { gigabytes: gigabytes(size) },
      { allowedRegions: everywhere.runnersUp.map((one) => one.region).concat(everywhere.region) },
    );
    expect(place(just).region).not.toBe("eu-west-1");
  });

  it("refuses an impossible time for the copy", () => {
    expect(() => place(training({ copyMonths: -1 }))).toThrow(
      "Expected data.copyMonths that are finite and at least 0, got -1",
    );
    expect(() => place(training({ copyMonths: Infinity }))).toThrow(RangeError);
  });
});

import {
  fraction,
  gigabytes,
  hours,
  mebibytes,
  milliseconds,
  place,
  range,
  usd,
  type Benchmark,
  type PlacementRequest,
  type PlacementWork,
} from "../../../carbon";
import { likely, rejection } from "./requests";

const day = "2026-11-02";
const speed = (instanceType: string, rowsPerSecond: Benchmark["rowsPerSecond"]): Benchmark => ({
  instanceType,
  rowsPerSecond,
  date: day,
  source: "own run",
});
const cards = { acceleratorFamilies: ["g4dn", "g6", "g6e"] };
const training = (work: PlacementWork, overrides: Partial<PlacementRequest> = {}): PlacementRequest => ({
  use: "training",
  region: "us-east-1",
  work,
  ...overrides,
});

describe("work in rows", () => {
  const small = [speed("ml.g4dn.xlarge", 900), speed("g6.xlarge", 1900), speed("ml.g6e.xlarge", 2100)];

  it("goes by measured throughput: for small work the L4 beats the newer L40S and the older T4", () => {
    const placed = place(training({ rows: 1e8, benchmarks: small }));
    expect(placed.instanceType).toBe("ml.g6.xlarge");
    const other = (type: string) => place(training({ rows: 1e8, benchmarks: small }, { instanceType: type }));
    const [t4, l40s] = [likely(other("ml.g4dn.xlarge").emissions), likely(other("ml.g6e.xlarge").emissions)];
    expect(likely(placed.emissions)).toBeLessThan(Math.min(t4, l40s));
    expect(placed.evidence).toEqual({
      kind: "measured",
      basis: `measured throughput of ml.g4dn.xlarge (${day}, own run), ml.g6.xlarge (${day}, own run), ml.g6e.xlarge (${day}, own run)`,
    });
    expect(placed.reasons.join(" ")).toContain("Types are compared by measured throughput of ml.g4dn.xlarge");
  });

  it("takes rows over rows per second, of all machines", () => {
    const one = place(training({ rows: 1e8, benchmarks: small }, { instanceType: "ml.g6.xlarge" }));
    const asked = training({ hours: hours(1e8 / 1900 / 3600) }, { instanceType: "ml.g6.xlarge" });
    expect(likely(one.emissions)).toBeCloseTo(likely(place(asked).emissions), 6);
  });

  it("compares processors with accelerators where both were measured, and nothing else", () => {
    const benchmarks = [speed("ml.c7i.xlarge", 4000), speed("ml.g6.xlarge", 1900)];
    const placed = place(training({ rows: range(1e7, 1e8, 1e9), benchmarks }));
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(placed.emissions.kind).toBe("known");
    expect(rejection(placed, "ml.m5.*")).toBe("no benchmark measured it");
    expect(rejection(placed, "ml.c7i.large")).toBe("no benchmark measured it");
    expect(rejection(placed, "ml.g5.*")).toBe("it has accelerators that the work does not ask for");
  });

  it("knows nothing of a type that was not measured, even if its owner chose it", () => {
    const placed = place(training({ rows: 1e8, benchmarks: small }, { instanceType: "ml.m5.large" }));
    expect(placed.emissions.kind).toBe("unknown");
    expect(placed.pareto).toEqual([]);
  });
});

describe("hours with a benchmark", () => {
  const benchmarks = [speed("ml.m5.xlarge", 100), speed("ml.c7i.xlarge", 400)];

  it("are scaled by measured throughput", () => {
    const asked = training({ hours: hours(8), referenceInstanceType: "ml.m5.xlarge", benchmarks });
    const placed = place(asked);
    expect(placed).toMatchObject({ instanceType: "ml.c7i.xlarge", evidence: { kind: "measured" } });
    const direct = place(training({ hours: hours(2) }, { instanceType: "ml.c7i.xlarge" }));
    expect(likely(placed.emissions)).toBeCloseTo(likely(direct.emissions), 9);
  });

  it("are for the smallest type that was measured when no reference is named", () => {
    const placed = place(training({ benchmarks }));
    expect(placed.instanceType).toBe("ml.c7i.xlarge");
    expect(placed.reasons.join(" ")).toMatch(/so one hour on ml\.(m5|c7i)\.xlarge was compared\./);
  });

  it("cannot be compared where the reference was not measured", () => {
    const asked = training({ hours: hours(8), referenceInstanceType: "ml.m5.large", benchmarks });
    expect(() => place(asked)).toThrow(
      "Expected a benchmark of ml.m5.large in work.benchmarks, because work.hours are for that type",
    );
  });
});

describe("work in operations", () => {
  it("takes what machines reach of their peak, and says so", () => {
    const placed = place(training({ flops: 1e18 }, { needs: cards }));
    expect(placed.evidence.kind).toBe("peak");
    expect(placed.evidence.basis).toMatch(/^dense fp16 peak by the vendors' sheets, of which training reaches 20-55 %/);
    expect(placed.reasons.join(" ")).toContain("Without a benchmark, types are compared on dense fp16 peak");
    expect(placed.reasons.join(" ")).not.toContain("stated hours");
    // 1e18 operations / (121 TFLOPS of an L4 x 0.35) = 23 613 s = 6.56 h
    const l4 = place(training({ flops: 1e18 }, { instanceType: "ml.g6.xlarge" }));
    const asked = place(training({ hours: hours(1e18 / (121e12 * 0.35) / 3600) }, { instanceType: "ml.g6.xlarge" }));
    expect(likely(l4.emissions)).toBeCloseTo(likely(asked.emissions), 3);
  });

  it("does not take the newest card for its own sake", () => {
    const families = ["g6", "g7e"];
    const placed = place(training({ flops: 1e17 }, { needs: { acceleratorFamilies: families } }));
    const figures = ["ml.g6.xlarge", "ml.g7e.2xlarge"].map((instanceType) =>
      likely(place(training({ flops: 1e17 }, { instanceType })).emissions),
    );
    const least = Math.min(...figures);
    expect(likely(placed.emissions)).toBeLessThanOrEqual(least * 1.3);
  });

  it("says nothing of types without accelerators", () => {
    expect(rejection(place(training({ flops: 1e18 })), "ml.m5.*")).toBe("the catalogue holds no throughput for it");
    expect(place(training({ flops: 1e18 }, { instanceType: "ml.z9.large" })).emissions.kind).toBe("unknown");
  });
});

describe("several small machines against one large one", () => {
  const scaling = (efficiency: number, deadline?: number): PlacementWork => ({
    hours: hours(64),
    referenceInstanceType: "ml.g6.xlarge",
    scaling: { instanceCounts: [1, 2, 4, 8], efficiency: fraction(efficiency) },
    ...(deadline === undefined ? {} : { deadline: hours(deadline) }),
  });
  const g6 = { needs: { acceleratorFamilies: ["g6"] } };

  it("are the more the nearer the deadline, and lose what working together costs", () => {
    const alone = place(training(scaling(0.9), g6));
    expect(alone.instanceCount).toBe(1);
    expect(alone.reasons.join(" ")).toContain("One machine emits least where each doubling keeps 90 % of the speed.");
    const hurried = place(training(scaling(0.9, 5), g6));
    expect(hurried.instanceCount).toBeGreaterThan(1);
    expect(hurried.reasons.join(" ")).toMatch(/\d machines emit least where each doubling keeps 90 % of the speed\./);
    expect(likely(hurried.emissions)).toBeGreaterThan(likely(alone.emissions));
  });

  it("take the time that the stated rule gives", () => {
    const four = place(
      training(
        { ...scaling(0.9), scaling: { instanceCounts: [4], efficiency: fraction(0.9) } },
        { instanceType: "ml.g6.xlarge" },
      ),
    );
    // 64 h / (4 x 0.9 ^ 2) on each of 4 machines
    const asked = training({ hours: hours(64 / (4 * 0.81)), instanceCount: 4 }, { instanceType: "ml.g6.xlarge" });
    expect(likely(four.emissions)).toBeCloseTo(likely(place(asked).emissions), 6);
    expect(four.instanceCount).toBe(4);
  });

  it("give way to one large machine where working together costs much", () => {
    const big = place(training(scaling(0.5, 20), g6));
    expect(big.instanceCount).toBe(1);
    expect(big.instanceType).toMatch(/^ml\.g6\.(12|24|48)xlarge$/);
  });

  it("name the machines that miss a deadline", () => {
    const work = { ...scaling(0.9, 0.01), scaling: { instanceCounts: [2], efficiency: fraction(0.9) } };
    expect(() => place(training(work, { instanceType: "ml.g6.xlarge" }))).toThrow(
      'Expected work.deadline that "ml.g6.xlarge" can keep: it likely needs 36 h on 2 machines, the deadline is 0.01 h',
    );
  });

  it("are of no account to endpoints", () => {
    const several = { scaling: { instanceCounts: [1, 2, 4, 8], efficiency: fraction(0.9) } };
    const placed = place({ use: "endpoint", work: { ...several, instanceCount: 2 } });
    expect(placed.instanceCount).toBe(2);
    expect(placed.evidence).toEqual({ kind: "none", basis: "an endpoint is on all month, whatever its speed" });
  });
});

describe("work that stays all month", () => {
  const serverless = { memoryMib: mebibytes(2048), requestsPerMonth: 1, millisecondsPerRequest: milliseconds(50) };

  it.each<[string, PlacementWork]>([
    ["hours", { hours: hours(5) }],
    ["flops", { flops: 1e18 }],
    ["trials", { trials: 3 }],
    ["deadline", { deadline: hours(5) }],
    ["maxHours", { maxHours: hours(5) }],
  ])("has no %s of a run", (name, work) => {
    const because = "because it counts by the month, not by runs";
    expect(() => place({ use: "endpoint", work })).toThrow(
      `Cannot use work.${name} for the use "endpoint" ${because}: work.rows says what it is asked for`,
    );
    expect(() => place({ use: "serverless", work: { serverless, ...work } })).toThrow(
      `Cannot use work.${name} for the use "serverless" ${because}: work.serverless says what it is asked for`,
    );
  });
});

describe("work that cannot be", () => {
  it.each<[string, PlacementWork, string]>([
    ["two amounts", { hours: hours(1), flops: 1 }, "Expected one of work.hours and work.flops, got both"],
    ["rows without a benchmark", { rows: 5 }, "Expected work.benchmarks, because only a measurement tells"],
    ["less than nothing", { flops: -1 }, "Expected work.flops that are finite and at least 0, got -1"],
    ["no end", { rows: Infinity, benchmarks: [speed("ml.m5.large", 1)] }, "Expected work.rows that are finite"],
    [
      "a stand-still",
      { benchmarks: [speed("ml.m5.large", 0)] },
      "Expected rowsPerSecond of ml.m5.large above 0, got 0",
    ],
    [
      "an unknown type",
      { benchmarks: [speed("ml.z9.large", 1)] },
      'Unknown instance type "ml.z9.large" in work.benchmarks',
    ],
    [
      "one type twice",
      { benchmarks: [speed("ml.m5.large", 1), speed("m5.large", 2)] },
      "Expected one benchmark of ml.m5.large in work.benchmarks, got two",
    ],
    [
      "no machine",
      { scaling: { instanceCounts: [], efficiency: fraction(1) } },
      "Expected work.scaling.instanceCounts of at least one, got none",
    ],
    [
      "half a machine",
      { scaling: { instanceCounts: [0.5], efficiency: fraction(1) } },
      "Expected work.scaling.instanceCounts of at least 1 and whole, got 0.5",
    ],
    [
      "machines that hinder each other",
      { scaling: { instanceCounts: [2], efficiency: fraction(0) } },
      "Expected work.scaling.efficiency above 0, got 0",
    ],
  ])("is refused in one sentence: %s", (_, work, sentence) => {
    expect(() => place(training(work))).toThrow(sentence);
  });
});

describe("work of which nobody says how much there is", () => {
  const unsaid: PlacementRequest = { use: "training", allowedRegions: ["eu-west-1", "eu-north-1"], work: {} };
  const data = { gigabytes: gigabytes(1), region: "eu-west-1" };

  it("is placed by an hour of it, and no figure of that hour is shown as one of the work", () => {
    const placed = place({ ...unsaid, data });
    expect([placed.emissions.kind, placed.cost.kind]).toEqual(["unknown", "unknown"]);
    expect(placed.pareto).toEqual([]);
    expect(placed.usdPerTonne).toBeUndefined();
    expect(placed.breakEvenGigabytes).toBeUndefined();
    expect(placed.breakEvenRuns).toBeUndefined();
    expect(placed.reasons.join(" ")).not.toMatch(/moving saves|staying emits less/);
    expect(placed.reasons.join(" ")).toContain("How long it runs is not known, so one hour on ml.");
  });

  it("shows that no price ceiling holds", () => {
    expect(() => place({ ...unsaid, maxUsd: usd(1000) })).toThrow("its prices are unknown, so nothing shows");
  });

  it("says what share of the same work a move would spare, and no grams", () => {
    const pin = { region: "eu-west-1", catalogVersion: "x", pinnedAt: "2026-01-01", why: "x" };
    const { pinned, reasons } = place(unsaid, { pin });
    expect(pinned?.move).not.toHaveProperty("saves");
    expect(pinned?.move?.share).toBeGreaterThan(0.5);
    expect(reasons.at(-1)).toMatch(/^eu-north-1 on ml\.\S+ would emit \d+ % less for the same work\.$/);
  });
});

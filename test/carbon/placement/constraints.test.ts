import { hours, place, region, regions, usd, type PlacementRequest } from "../../../carbon";
import { likely, rejection, tuning } from "./requests";

describe("where the work may be", () => {
  it("leaves forbidden regions out", () => {
    const placed = place(tuning({ forbiddenRegions: ["eu-north-1"] }));
    expect(placed.region).not.toBe("eu-north-1");
    expect(placed.rejected.map((one) => one.region)).not.toContain("eu-north-1");
  });

  it("keeps the work in a group of countries, a country or a country's code, and says where the others are", () => {
    const inside = place(tuning({ residency: ["EU"], allowedRegions: ["eu-west-2", "eu-west-3", "eu-central-2"] }));
    expect(inside.region).toBe("eu-west-3");
    expect(rejection(inside, "eu-west-2")).toBe("it is in United Kingdom, not in EU");
    expect(rejection(inside, "eu-central-2")).toBe("it is in Switzerland, not in EU");
    expect(place(tuning({ residency: ["Germany"] })).region).toBe("eu-central-1");
    expect(place(tuning({ residency: ["SG", "SE"] })).region).toBe("eu-north-1");
  });

  it("keeps the work near its users", () => {
    const placed = place(tuning({ latencyGroups: ["oceania"] }));
    expect(placed.region).toBe("ap-southeast-6");
    expect(rejection(placed, "eu-north-1")).toBe("it is not near oceania");
  });

  it.each<[string, Partial<PlacementRequest>, string]>([
    ["residency", { residency: ["Atlantis"] }, 'Unknown name "Atlantis" in residency. Known: AE, AU, '],
    ["latencyGroups", { latencyGroups: ["moon"] }, 'Unknown name "moon" in latencyGroups. Known: africa, '],
    ["forbiddenRegions", { forbiddenRegions: ["mars-1"] }, 'Unknown region "mars-1" in forbiddenRegions'],
    [
      "a region that is forbidden",
      { region: "eu-west-1", forbiddenRegions: ["eu-west-1"] },
      'Expected region that is none of forbiddenRegions, got "eu-west-1"',
    ],
    [
      "a region outside the residency",
      { region: "us-east-1", residency: ["EEA"] },
      "Expected region in which tuning is possible (us-east-1: it is in United States, not in EEA)",
    ],
  ])("refuses in one sentence: %s", (_, overrides, sentence) => {
    expect(() => place(tuning(overrides))).toThrow(sentence);
  });

  it("names three faults of many regions and counts the rest", () => {
    expect(() => place(tuning({ maxUsd: usd(0.001) }))).toThrow(
      /^Expected allowedRegions in which tuning is possible \(af-south-1: .*; ap-east-1: .*; ap-east-2: .*; and \d+ more\)$/,
    );
  });
});

describe("what a region must offer", () => {
  it("asks for scaling to zero", () => {
    const offered = (id: string): boolean => region(id).features.scaleToZero;
    const placed = place({ use: "endpoint", needs: { feature: ["scaleToZero"] }, work: {} });
    expect(offered(placed.region)).toBe(true);
    const named = placed.rejected.filter(({ because }) => because.startsWith("scaling an endpoint to zero"));
    const lacking = regions().filter(
      ({ id, partition }) => partition === "aws" && region(id).features.sagemaker && !offered(id),
    );
    expect(named.map((one) => one.region)).toEqual(lacking.map(({ id }) => id));
  });

  it("asks for a family of accelerators that EC2 offers there", () => {
    const placed = place({
      use: "training",
      allowedRegions: ["eu-west-3", "us-east-1"],
      needs: { acceleratorFamilies: ["g6e"] },
      work: { hours: hours(1) },
    });
    expect(placed).toMatchObject({ region: "us-east-1", instanceType: expect.stringMatching(/^ml\.g6e\./) as string });
    expect(rejection(placed, "eu-west-3")).toBe("EC2 offers no g6e there (2026-08)");
    expect(rejection(placed, "ml.g5.*")).toBe("it is none of the families asked for (g6e)");
  });

  it("asks for accelerators that the code's library drives", () => {
    const neuron = place({ use: "training", needs: { libraries: ["neuron"] }, work: { hours: hours(1) } });
    expect(neuron.instanceType).toMatch(/^ml\.trn/);
    expect(rejection(neuron, "ml.g6.*")).toBe("it has no accelerators that neuron drives");
    expect(rejection(neuron, "ml.m5.*")).toBe("it has no accelerators that neuron drives");
    const both = place({ use: "training", needs: { libraries: ["cuda", "neuron"] }, work: { hours: hours(1) } });
    expect(both.rejected.map(({ because }) => because)).toContain("it has no accelerators that cuda or neuron drives");
  });
});

describe("a price ceiling", () => {
  const dear = tuning({ allowedRegions: ["us-east-1", "eu-north-1"] });

  it("rejects a region in which everything costs more, and says how much", () => {
    const free = place(dear);
    const cheapest = likely(free.pareto[0]?.cost ?? free.cost);
    const prices = place({ ...dear, allowedRegions: ["us-east-1"] });
    expect(cheapest).toBeLessThanOrEqual(likely(prices.cost));
    const limited = place({ ...dear, maxUsd: usd(likely(prices.pareto[0]?.cost ?? prices.cost) * 1.001) });
    expect(limited.region).toBe("us-east-1");
    expect(rejection(limited, "eu-north-1")).toMatch(/^the work would likely cost \$\S+ there, maximum \$\S+$/);
  });

  it("is kept by the type that is taken", () => {
    const work = { hours: hours(10), referenceInstanceType: "ml.m5.xlarge" };
    const free = place({ use: "training", region: "eu-north-1", needs: { vcpu: 4 }, work });
    const limit = likely(free.cost) * 0.999;
    const limited = place({ use: "training", region: "eu-north-1", needs: { vcpu: 4 }, work, maxUsd: usd(limit) });
    expect(limited.instanceType).not.toBe(free.instanceType);
    expect(likely(limited.cost)).toBeLessThanOrEqual(limit);
  });

  it("cannot be shown to hold where prices are unknown", () => {
    expect(() => place(tuning({ allowedRegions: ["us-gov-west-1"], maxUsd: usd(1000) }))).toThrow(
      "us-gov-west-1: its prices are unknown, so nothing shows that the work costs at most $1,000",
    );
  });
});

describe("a deadline", () => {
  const training = (deadline: number, overrides: Partial<PlacementRequest> = {}): PlacementRequest => ({
    use: "training",
    needs: { vcpu: 2 },
    work: { hours: hours(16), referenceInstanceType: "ml.m5.large", deadline: hours(deadline) },
    ...overrides,
  });

  it("rejects types that are too slow: one line for a family of which none is left, else for the type", () => {
    const placed = place(training(3));
    expect(placed.instanceType).toMatch(/^ml\.\w+\.(4|8|12|16|24|32|48)xlarge$/);
    expect(rejection(placed, "ml.c7i.large")).toBe("it likely needs 16 h, the deadline is 3 h");
    expect(rejection(place(training(0.3)), "ml.m5.*")).toBe("it likely needs 16 h, the deadline is 0.3 h");
  });

  it("may be more than any type can keep", () => {
    expect(() => place(training(0.001))).toThrow(
      /^Expected needs that some instance type for training meets \(ml\.\w+/,
    );
    expect(() => place(training(3, { instanceType: "ml.m5.large" }))).toThrow(
      'Expected work.deadline that "ml.m5.large" can keep: it likely needs 16 h, the deadline is 3 h',
    );
  });
});

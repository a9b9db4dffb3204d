import { hours, place, type PlacementRequest } from "../../../carbon";
import { likely, tuning } from "./requests";

const accelerated: PlacementRequest = {
  use: "training",
  needs: { acceleratorCount: 1 },
  work: { hours: hours(10), referenceInstanceType: "ml.g5.xlarge" },
};

describe("the places that none is both greener and cheaper than", () => {
  it("are in the order of their price, each greener than the one before, with the price of a tonne between them", () => {
    const { pareto, usdPerTonne = Number.NaN, reasons } = place(accelerated);
    expect(pareto.length).toBeGreaterThan(1);
    const prices = pareto.map(({ cost }) => likely(cost));
    const figures = pareto.map(({ emissions }) => likely(emissions));
    expect(prices).toEqual(prices.toSorted((one, other) => one - other));
    expect(figures).toEqual(figures.toSorted((one, other) => other - one));
    expect(pareto[0]).not.toHaveProperty("usdPerTonne");
    const [first, last] = [pareto[0]!, pareto.at(-1)!];
    const between =
      ((likely(last.cost) - likely(first.cost)) / (likely(first.emissions) - likely(last.emissions))) * 1e6;
    expect(usdPerTonne).toBeCloseTo(between, 3);
    expect(reasons.join(" ")).toMatch(
      /Cheapest is ml\.\S+ in \S+ at likely \$\S+; from there to the greenest a tonne costs \$\S+\./,
    );
  });

  it("hold no place that another beats in both", () => {
    const { pareto, runnersUp } = place(accelerated);
    for (const one of runnersUp) {
      const beaten = pareto.some(
        ({ cost, emissions }) => likely(cost) <= likely(one.cost) && likely(emissions) <= likely(one.emissions) + 1e-9,
      );
      expect(beaten).toBe(true);
    }
  });

  it("are one where the cheapest is the greenest: then no tonne has a price", () => {
    const placed = place(tuning({ region: "eu-north-1", instanceType: "ml.m5.xlarge" }));
    expect(placed.pareto).toHaveLength(1);
    expect(placed.usdPerTonne).toBeUndefined();
    expect(placed.reasons.join(" ")).not.toContain("Cheapest");
  });

  it("are none where no price or no emissions are known", () => {
    expect(place(tuning({ allowedRegions: ["us-gov-west-1"] })).pareto).toEqual([]);
    expect(place({ use: "training", instanceType: "ml.z9.large", work: { hours: hours(1) } }).pareto).toEqual([]);
  });
});

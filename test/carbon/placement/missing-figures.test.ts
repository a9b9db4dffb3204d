import type { Instance } from "../../../carbon";
import { hours, place, trainingFootprint, type Footprint } from "../../../carbon";
import type * as rates from "../../../carbon/placement/likely-rates";
import { rejection } from "./requests";

const { ratesOf } = jest.requireActual<typeof rates>("../../../carbon/placement/likely-rates");

jest.mock("../../../carbon/placement/likely-rates", () => {
  const actual = jest.requireActual<typeof rates>("../../../carbon/placement/likely-rates");
  const likelyRates: typeof rates.likelyRates = (use, work, machine: Instance) =>
    machine.family === "c7i" ? undefined : actual.likelyRates(use, work, machine);
  return { ...actual, likelyRates };
});

const nothing = { kind: "unknown", missing: "everything" } as const;
const footprint = (overrides: Partial<Footprint>): Footprint => ({
  ...trainingFootprint({ region: "us-east-1", instanceType: "ml.m5.large", hours: hours(1) }),
  ...overrides,
});

describe("a type whose figures nobody has", () => {
  it("is never taken, and rejected with the reason", () => {
    const placed = place({ use: "training", region: "eu-north-1", work: { hours: hours(1) } });
    expect(placed.instanceType).not.toMatch(/^ml\.c7i\./);
    expect(rejection(placed, "ml.c7i.*")).toBe("the catalogue holds no figures for its power");
  });

  it("has no rates where energy or making are unknown", () => {
    expect(ratesOf(() => footprint({}))).toBeDefined();
    expect(ratesOf(() => footprint({ energy: nothing }))).toBeUndefined();
    expect(ratesOf(() => footprint({ embodied: nothing }))).toBeUndefined();
  });

  it("takes part in no comparison of price and carbon when its owner chose it", () => {
    const placed = place({ use: "training", instanceType: "ml.c7i.large", work: { hours: hours(1) } });
    expect(placed.pareto).toEqual([]);
  });
});

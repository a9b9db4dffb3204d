import type * as features from "../../../carbon/catalog/region-features";
import type * as catalog from "../../../carbon/catalog/grid-intensity";
import { gigabytes, hours, place, trainingFootprint } from "../../../carbon";

jest.mock("../../../carbon/catalog/grid-intensity", () => {
  const actual = jest.requireActual<typeof catalog>("../../../carbon/catalog/grid-intensity");
  return { ...actual, findGrid: (id: string) => (id === "eu-north-1" ? undefined : actual.findGrid(id)) };
});

jest.mock("../../../carbon/catalog/region-features", () => {
  const actual = jest.requireActual<typeof features>("../../../carbon/catalog/region-features");
  return {
    ...actual,
    findRegionFeatures: (id: string) => (id === "eu-west-3" ? undefined : actual.findRegionFeatures(id)),
  };
});

describe("a region without a grid figure", () => {
  it("never wins, and is rejected with the reason", () => {
    const placed = place({ use: "training", allowedRegions: ["eu-north-1", "us-east-1"], work: { hours: hours(1) } });
    expect(placed.region).toBe("us-east-1");
    expect(placed.rejected).toContainEqual({
      region: "eu-north-1",
      because: "the catalogue holds no grid intensity for it",
    });
  });

  it("leaves the emissions there unknown", () => {
    const { operational, embodied } = trainingFootprint({
      region: "eu-north-1",
      instanceType: "ml.m5.large",
      hours: hours(1),
    });
    expect(operational).toEqual({ kind: "unknown", missing: "grid intensity of eu-north-1" });
    expect(embodied.kind).toBe("known");
  });

  it("leaves the journey of data from there unknown, and says that it was not weighed", () => {
    const placed = place({
      use: "training",
      allowedRegions: ["us-west-2", "us-east-1"],
      work: { hours: hours(1) },
      data: { gigabytes: gigabytes(10), region: "eu-north-1" },
    });
    expect(placed.region).toBe("us-west-2");
    expect(placed.emissions).toEqual({ kind: "unknown", missing: "grid intensity of eu-north-1" });
    expect(placed.reasons).toContain(
      "The journey of the data from eu-north-1 cannot be estimated, so it was not weighed.",
    );
  });

  it("cannot be the owner's choice, since nothing could be said of it", () => {
    expect(() => place({ use: "training", region: "eu-north-1", work: {} })).toThrow(
      "Expected region in which training is possible (eu-north-1: the catalogue holds no grid intensity for it)",
    );
  });
});

describe("a region that no row of the feature table names", () => {
  it("offers nothing", () => {
    const placed = place({ use: "training", allowedRegions: ["eu-west-3", "us-east-1"], work: {} });
    expect(placed.rejected).toContainEqual({ region: "eu-west-3", because: "SageMaker is not offered there" });
  });
});

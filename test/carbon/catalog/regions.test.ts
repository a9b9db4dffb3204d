import { findImageRegistry } from "../../../carbon/catalog/image-registries";
import { findGrid } from "../../../carbon/catalog/grid-intensity";
import { findRegionFeatures } from "../../../carbon/catalog/region-features";
import { findRegion, gridIntensity, region, regionFeatures, regions } from "../../../carbon/catalog/regions";
import { gramsPerKilowattHour } from "../../../carbon/units/quantities";

describe("regions", () => {
  it("holds every region of four partitions", () => {
    const count = (partition: string) => regions().filter((one) => one.partition === partition).length;
    expect(["aws", "aws-cn", "aws-us-gov", "aws-eusc"].map(count)).toEqual([36, 2, 2, 1]);
  });

  it("comes sorted by id", () => {
    const ids = regions().map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  });

  it("knows Stockholm", () => {
    const { intensity, pue, features, place } = region("eu-north-1");
    expect(place).toBe("Stockholm region");
    expect([intensity?.value, intensity?.year, intensity?.zone]).toEqual([20, 2025, "SE-SE3"]);
    expect([pue.low, pue.value, pue.high].map((value) => value.toFixed(2))).toEqual(["1.06", "1.09", "1.12"]);
    expect([features.serverless, features.neo, features.xgboost, features.mlflowApp]).toEqual([true, true, true, true]);
    expect(features.acceleratorFamilies.has("g6")).toBe(true);
    expect(features.acceleratorFamilies.has("trn1")).toBe(false);
  });

  it("has serverless inference in 21 and Neo in 27 regions", () => {
    expect(regions().filter(({ features }) => features.serverless)).toHaveLength(21);
    expect(regions().filter(({ features }) => features.neo)).toHaveLength(27);
    expect(region("eu-central-2").features).toMatchObject({ serverless: false, neo: true });
  });

  it("ranges a grid over three years, a second zone and, for a whole country, a second source", () => {
    // Oregon: 204 in 2025, 197 and 217 before, 129 in the Bonneville zone; 204 x 1.1 = 224.4
    expect(region("us-west-2").intensity).toMatchObject({
      low: 129,
      likely: 204,
      high: expect.closeTo(224.4, 6) as number,
    });
    // Bahrain: 488 in every year, 902.41 by Ember; 488 x 0.9 = 439.2
    expect(region("me-south-1").intensity).toMatchObject({ low: expect.closeTo(439.2, 6) as number, high: 902.41 });
    // Montreal is a part of Canada, whose 184.99 says nothing about Quebec
    expect(region("ca-central-1").intensity?.high).toBeLessThan(50);
  });

  it("takes a missing grid for unknown", () => {
    expect(gridIntensity(undefined, gramsPerKilowattHour(100))).toBeUndefined();
    const sweden = findGrid("eu-north-1");
    expect(gridIntensity(sweden && { ...sweden, g_kwh: undefined }, undefined)).toBeUndefined();
  });

  it("takes a missing row of features for none", () => {
    expect(regionFeatures(undefined, undefined)).toMatchObject({ sagemaker: false, neo: false, asOf: "never" });
    expect(regionFeatures(findRegionFeatures("eu-north-1"), undefined).xgboost).toBe(false);
  });

  it("throws one sentence for a region it lacks", () => {
    expect(findRegion("mars-1")).toBeUndefined();
    expect(() => region("mars-1")).toThrow(/^Unknown region "mars-1"\. Known: af-south-1, /);
  });

  it("knows the registries of a region", () => {
    expect(findImageRegistry("eu-north-1")).toMatchObject({
      xgboost: "662702820516",
      neo: "601324751636",
      dlc: "763104351884",
      dnsSuffix: "amazonaws.com",
    });
    expect(findImageRegistry("cn-north-1")?.dnsSuffix).toBe("amazonaws.com.cn");
    expect(findImageRegistry("ap-east-2")?.xgboost).toBeUndefined();
    expect(findImageRegistry("mars-1")).toBeUndefined();
  });
});

describe("what stands beside a region's grid", () => {
  it("is its marginal intensity where somebody published it, with a range", () => {
    expect(region("eu-north-1").marginal).toMatchObject({ likely: 791.26, value: 791.26, year: 2023 });
    expect(region("mx-central-1").marginal).toBeUndefined();
  });

  it("is its water, wider where an average stands in", () => {
    expect(region("ap-southeast-3").wue).toMatchObject({ value: 2.85, year: 2025, basis: "aws-published" });
    const { low, high } = region("eu-west-3").wue;
    expect(high / low).toBeGreaterThan(100);
  });

  it("is AWS's claim, its launch and whether endpoints may scale to zero", () => {
    expect(region("eu-west-3")).toMatchObject({ matchedInGrid: true, launchYear: 2017 });
    expect(region("eu-west-3").features).toMatchObject({
      scaleToZero: false,
      scaleToZeroBasis: "field 2026-08: MinInstanceCount 0 refused",
    });
    expect(region("us-east-1").features).toMatchObject({ scaleToZero: true, asOf: "2026-08" });
  });
});

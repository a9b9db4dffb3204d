import { dataTransferFootprint, gigabytes } from "../../../carbon";

const near = (value: number): number => expect.closeTo(value, 3) as number;

describe("dataTransferFootprint", () => {
  it("computes a worked example", () => {
    // 1000 GB x 0.001 kWh/GB = 1 kWh; between Ireland (301) and Stockholm (20): 160.5 g; making the network 0.22 of it: 195.81 g
    const footprint = dataTransferFootprint({ gigabytes: gigabytes(1000), from: "eu-west-1", to: "eu-north-1" });
    expect(footprint.energy).toMatchObject({ low: near(0.5), likely: near(1), high: near(2) });
    expect(footprint.operational).toMatchObject({ likely: near(160.5) });
    expect(footprint.emissions).toMatchObject({ likely: near(195.81) });
    expect(footprint.unknowns).toEqual([]);
  });

  it("is nothing where the data stays", () => {
    const footprint = dataTransferFootprint({ gigabytes: gigabytes(1000), from: "eu-west-1", to: "eu-west-1" });
    expect(footprint).toMatchObject({ emissions: { likely: 0 }, cost: { likely: 0 }, unknowns: [] });
  });

  it("is unknown from a region that the catalogue lacks", () => {
    const footprint = dataTransferFootprint({ gigabytes: gigabytes(1), from: "mars-1", to: "eu-west-1" });
    expect(footprint.emissions).toEqual({ kind: "unknown", missing: 'grid of region "mars-1"' });
    expect(footprint.energy.kind).toBe("known");
  });
});

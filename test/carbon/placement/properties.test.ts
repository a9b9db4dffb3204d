import fc from "../../support/fast-check";
import { dataTransferFootprint, gigabytes, hours, place, regions, type PlacementRequest } from "../../../carbon";
import { likely, tuning } from "./requests";

const ids = regions()
  .filter(({ partition, features }) => partition === "aws" && features.sagemaker)
  .map(({ id }) => id);
const some = fc.shuffledSubarray(ids, { minLength: 1 });
const home = "us-east-1";
const withData = (size: number, allowedRegions: readonly string[]): PlacementRequest =>
  tuning({
    work: { hours: hours(2) },
    allowedRegions: [...allowedRegions, home],
    data: { gigabytes: gigabytes(size), region: home, copyMonths: 1, resultGigabytes: gigabytes(0.1) },
  });

describe("placement", () => {
  it("does not depend on the order in which candidates and benchmarks come", () => {
    fc.assert(
      fc.property(
        some,
        fc.shuffledSubarray(["ml.m5.large", "ml.c7i.large", "ml.g6.xlarge"], { minLength: 1 }),
        (allowed, types) => {
          const asked = (regionIds: readonly string[], measured: readonly string[]) =>
            place({
              use: "training",
              allowedRegions: [...regionIds, home],
              work: {
                rows: 1e7,
                benchmarks: measured.map((instanceType) => ({
                  instanceType,
                  rowsPerSecond: 300,
                  date: "2026-01-01",
                  source: "x",
                })),
              },
            });
          expect(asked(allowed, types)).toEqual(asked(allowed.toSorted(), types.toSorted()));
        },
      ),
      { numRuns: 10 },
    );
  });

  it("never gets worse by a region more", () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...ids), fc.integer({ min: 0, max: 2000 }), (allowed, more, size) => {
        const fewer = likely(place(withData(size, allowed)).emissions);
        expect(likely(place(withData(size, [...allowed, more])).emissions)).toBeLessThanOrEqual(fewer * (1 + 1e-9));
      }),
      { numRuns: 25 },
    );
  });

  it("never sends more data on a way that emits more for each gigabyte", () => {
    const each = (to: string): number =>
      to === home ? 0 : likely(dataTransferFootprint({ gigabytes: gigabytes(1), from: home, to }).emissions);
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (allowed, size, more) => {
        const bare = (gb: number): PlacementRequest => ({
          ...withData(gb, allowed),
          data: { gigabytes: gigabytes(gb), region: home },
        });
        const [little, much] = [place(bare(size)).region, place(bare(size + more)).region];
        expect(each(much)).toBeLessThanOrEqual(each(little));
      }),
      { numRuns: 25 },
    );
  });

  it("never prefers what emits more", () => {
    fc.assert(
      fc.property(some, (allowed) => {
        const placed = place(tuning({ allowedRegions: allowed }));
        const others = placed.runnersUp.filter((one) => one.region !== placed.region);
        for (const one of others) expect(likely(placed.emissions)).toBeLessThanOrEqual(likely(one.emissions));
      }),
      { numRuns: 15 },
    );
  });

  it("takes less than 30 ms over all regions and types once tables are read", () => {
    const request = { use: "training", work: { hours: hours(3) } } as const;
    place(request);
    const times = Array.from({ length: 7 }, () => {
      const start = process.hrtime.bigint();
      place(request);
      return Number(process.hrtime.bigint() - start) / 1e6;
    });
    expect(Math.min(...times)).toBeLessThan(30);
  });
});

import fc from "../../support/fast-check";

import {
  endpointMonthFootprint,
  exactly,
  fraction,
  gigabytes,
  hours,
  instances,
  perUnit,
  range,
  regions,
  serverlessMonthFootprint,
  mebibytes,
  milliseconds,
  storageMonthFootprint,
  trainingFootprint,
  tuningFootprint,
  type Estimate,
  type Footprint,
} from "../../../carbon";

const types = fc.constantFrom(
  ...instances()
    .filter(({ uses }) => uses.has("training"))
    .map(({ type }) => type),
);
const places = fc.constantFrom(...regions().map(({ id }) => id));
const amounts = fc.double({ min: 0.001, max: 1e4, noNaN: true });
const spans = fc.tuple(amounts, amounts, amounts).map((values) => {
  const [low = 1, likely = 1, high = 1] = values.toSorted((one, other) => one - other);
  return range(hours(low), hours(likely), hours(high));
});
const figuresOf = (footprint: Footprint): readonly Estimate<number>[] => [
  footprint.energy,
  footprint.operational,
  footprint.embodied,
  footprint.emissions,
  footprint.marketBased,
  footprint.water.onSite,
  footprint.cost,
];
const slack = 1 + 1e-9;

describe("every estimate", () => {
  it("is in order, finite and never negative, on every type in every region", () => {
    fc.assert(
      fc.property(
        types,
        places,
        spans,
        fc.constantFrom("average", "marginal"),
        (instanceType, region, time, signal) => {
          const known = figuresOf(trainingFootprint({ region, instanceType, hours: time, signal })).filter(
            (one) => one.kind === "known",
          );
          expect(known.length).toBeGreaterThan(0);
          for (const { low, likely, high } of known) {
            expect(0 <= low && low <= likely && likely <= high && Number.isFinite(high)).toBe(true);
          }
        },
      ),
    );
  });

  it("never gets narrower from a wider input", () => {
    fc.assert(
      fc.property(types, places, spans, (instanceType, region, time) => {
        const sure = figuresOf(trainingFootprint({ region, instanceType, hours: exactly(time.likely) }));
        const unsure = figuresOf(trainingFootprint({ region, instanceType, hours: time }));
        for (const [index, one] of sure.entries()) {
          const other = unsure[index];
          if (one.kind !== "known" || other?.kind !== "known") continue;
          expect(other.low).toBeLessThanOrEqual(one.low * slack);
          expect(other.high * slack).toBeGreaterThanOrEqual(one.high);
        }
        expect(unsure.map(({ kind }) => kind)).toEqual(sure.map(({ kind }) => kind));
      }),
    );
  });

  it("never turns unknown time, types or regions into a number", () => {
    fc.assert(
      fc.property(types, places, (instanceType, region) => {
        const unknown = { kind: "unknown" };
        const run = { region, instanceType, hours: undefined };
        for (const figure of figuresOf(trainingFootprint(run))) expect(figure).toMatchObject(unknown);
        const tuned = tuningFootprint({ ...run, hoursPerTrial: undefined, trials: 5 });
        expect(tuned.emissions).toMatchObject(unknown);
        expect(perUnit(tuned, { unit: "trial", count: 5 }).emissions).toMatchObject(unknown);
        expect(endpointMonthFootprint({ region: "mars-1", instanceType }).emissions).toMatchObject(unknown);
        expect(endpointMonthFootprint({ region, instanceType: "ml.z9.large" }).emissions).toMatchObject(unknown);
      }),
    );
  });

  it("grows in proportion to what is stored, requested or repeated", () => {
    fc.assert(
      fc.property(places, amounts, fc.integer({ min: 1, max: 50 }), (region, amount, times) => {
        const likely = (estimate: Estimate<number>): number => (estimate.kind === "known" ? estimate.likely : 0);
        const stored = (many: number) =>
          likely(storageMonthFootprint({ region, kind: "s3", gigabytes: gigabytes(amount * many) }).energy);
        expect(stored(times) / stored(1)).toBeCloseTo(times, 6);
        const served = (many: number) =>
          likely(
            serverlessMonthFootprint({
              region,
              memoryMib: mebibytes(2048),
              requestsPerMonth: 1000 * many,
              millisecondsPerRequest: milliseconds(amount),
            }).energy,
          );
        expect(served(times) / served(1)).toBeCloseTo(times, 6);
      }),
    );
  });

  it("draws more at a higher load", () => {
    fc.assert(
      fc.property(
        types,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (instanceType, one, other) => {
          const at = (load: number): Estimate<number> =>
            trainingFootprint({ region: "us-east-1", instanceType, hours: hours(1), utilisation: fraction(load) })
              .energy;
          const [less, more] = [at(Math.min(one, other)), at(Math.max(one, other))];
          expect(less.kind === "known" && more.kind === "known" && less.likely <= more.likely * slack).toBe(true);
        },
      ),
    );
  });
});

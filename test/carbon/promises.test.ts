import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "../support/fast-check";

import {
  addFootprints,
  addGrams,
  dataTransferFootprint,
  endpointMonthFootprint,
  exactly,
  fraction,
  gigabytes,
  grams,
  hours,
  instances,
  joinEstimates,
  known,
  perUnit,
  place,
  processingFootprint,
  range,
  region,
  regions,
  replaceTable,
  serverlessMonthFootprint,
  mebibytes,
  milliseconds,
  storageMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  watts,
  type Estimate,
  type Footprint,
  type Grams,
  type PlacementRequest,
  type Range,
} from "../../carbon";

const slack = 1 + 1e-9;
const trainable = instances().filter(({ uses }) => uses.has("training"));
const types = fc.constantFrom(...trainable.map(({ type }) => type));
const commercial = regions().filter(({ partition, features }) => partition === "aws" && features.sagemaker);
const places = fc.constantFrom(...commercial.map(({ id }) => id));
const times = fc.double({ min: 0.01, max: 1000, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });

const figuresOf = ({ energy, operational, embodied, emissions, marketBased, water, cost }: Footprint) =>
  [energy, operational, embodied, emissions, marketBased, water.onSite, cost] as readonly Estimate<number>[];

/** One work of each kind that takes time, for a time. */
const works: Readonly<Record<string, (at: { region: string; instanceType: string }, time: Range) => Footprint>> = {
  training: (at, time) => trainingFootprint({ ...at, hours: hoursOf(time) }),
  tuning: (at, time) => tuningFootprint({ ...at, hoursPerTrial: hoursOf(time), trials: range(2, 4, 9) }),
  transform: (at, time) => transformFootprint({ ...at, hours: hoursOf(time) }),
  processing: (at, time) => processingFootprint({ ...at, hours: hoursOf(time), instanceCount: 3 }),
};
const kinds = fc.constantFrom(...Object.keys(works));

function hoursOf({ low, likely, high }: Range) {
  return range(hours(low), hours(likely), hours(high));
}

/** A range and one around it with the same likely value. */
const nested = fc.tuple(times, part, part, part, part).map(([middle, a, b, c, d]) => {
  const [below, above] = [[a, b].toSorted((one, other) => one - other), [c, d].toSorted((one, other) => one - other)];
  const around = ([low = 0, high = 0]: readonly number[]) => range(middle * (1 - low), middle, middle * (1 + high));
  return { inner: around([below[0]!, above[0]!]), outer: around([below[1]!, above[1]!]) };
});

function expectWider(outer: Estimate<number>, inner: Estimate<number>): void {
  expect(outer.kind).toBe(inner.kind);
  if (outer.kind !== "known" || inner.kind !== "known") return;
  expect(outer.likely).toBeCloseTo(inner.likely, 9);
  expect(outer.low).toBeLessThanOrEqual(inner.low * slack);
  expect(outer.high * slack).toBeGreaterThanOrEqual(inner.high);
}

describe("more hours", () => {
  it("never emit, draw or cost less, in no bound, for no kind of work, on no type, in no region", () => {
    fc.assert(
      fc.property(kinds, types, places, times, times, (kind, instanceType, region, one, more) => {
        const at = (time: number) => figuresOf(works[kind]!({ region, instanceType }, exactly(time)));
        const [less, greater] = [at(one), at(one + more)];
        for (const [index, before] of less.entries()) {
          const after = greater[index]!;
          expect(after.kind).toBe(before.kind);
          if (before.kind !== "known" || after.kind !== "known") continue;
          for (const end of ["low", "likely", "high"] as const)
            expect(after[end] * slack).toBeGreaterThanOrEqual(before[end]);
        }
      }),
    );
  });

  it("never emit less where they are placed, either", () => {
    fc.assert(
      fc.property(times, times, (one, more) => {
        const at = (time: number): Estimate<Grams> =>
          place({ use: "training", allowedRegions: ["eu-west-1", "us-east-1"], work: { hours: hours(time) } })
            .emissions;
        const [less, greater] = [at(one), at(one + more)];
        expect(greater.kind === "known" && less.kind === "known" && greater.likely * slack >= less.likely).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a wider input", () => {
  it("never narrows the range of any work", () => {
    fc.assert(
      fc.property(kinds, types, places, nested, (kind, instanceType, region, { inner, outer }) => {
        const of = (time: Range) => figuresOf(works[kind]!({ region, instanceType }, time));
        const narrow = of(inner);
        for (const [index, wide] of of(outer).entries()) expectWider(wide, narrow[index]!);
      }),
    );
  });

  it("never narrows what is stored, requested, loaded or placed", () => {
    fc.assert(
      fc.property(places, nested, part, part, (region, { inner, outer }, low, high) => {
        const stored = ({ low: least, likely, high: most }: Range) =>
          storageMonthFootprint({
            region,
            kind: "s3",
            gigabytes: range(gigabytes(least), gigabytes(likely), gigabytes(most)),
          }).emissions;
        expectWider(stored(outer), stored(inner));
        const asked = (requestsPerMonth: Range) =>
          serverlessMonthFootprint({
            region,
            memoryMib: mebibytes(1024),
            requestsPerMonth,
            millisecondsPerRequest: milliseconds(20),
          }).emissions;
        expectWider(asked(outer), asked(inner));
        const loaded = (utilisation: Range) => {
          const { low: least, likely, high: most } = utilisation;
          const load = range(fraction(least), fraction(likely), fraction(most));
          return endpointMonthFootprint({ region, instanceType: "ml.m5.xlarge", utilisation: load }).emissions;
        };
        expectWider(
          loaded(range(0.5 - low / 2, 0.5, 0.5 + high / 2)),
          loaded(range(0.5 - low / 4, 0.5, 0.5 + high / 4)),
        );
        const placed = (time: Range) =>
          place({ use: "training", region, instanceType: "ml.m5.xlarge", work: { hours: hoursOf(time) } }).emissions;
        expectWider(placed(outer), placed(inner));
      }),
      { numRuns: 30 },
    );
  });
});

describe("units", () => {
  it("cancel: grams per dollar, per kilowatt-hour and dollars per hour do not depend on how much there is", () => {
    fc.assert(
      fc.property(kinds, types, places, times, times, (kind, instanceType, region, one, other) => {
        const rates = (time: number) => {
          const { energy, operational, cost } = works[kind]!({ region, instanceType }, exactly(time));
          return [operational, energy, cost].map((estimate) => ({
            kind: estimate.kind,
            each: estimate.kind === "known" ? estimate.likely / time : 0,
          }));
        };
        const [first, second] = [rates(one), rates(other)];
        for (const [index, { kind: certainty, each }] of first.entries()) {
          expect(second[index]!.kind).toBe(certainty);
          expect(Math.abs(second[index]!.each - each)).toBeLessThanOrEqual(Math.abs(each) * 1e-9);
        }
      }),
    );
  });

  it("cancel: a thousand gigabytes are a terabyte, a thousand inferences a thousand times one", () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.1, max: 100, noNaN: true }), (to, amount) => {
        const from = "eu-west-2";
        const moved = (size: number) => dataTransferFootprint({ gigabytes: gigabytes(size), from, to });
        const one = moved(amount);
        for (const [index, whole] of figuresOf(moved(1000 * amount)).entries()) {
          const each = figuresOf(one)[index]!;
          if (whole.kind !== "known" || each.kind !== "known") continue;
          expect(Math.abs(whole.likely - 1000 * each.likely)).toBeLessThanOrEqual(whole.likely * 1e-9);
        }
        const per = (count: number) => perUnit(one, { unit: "inference", count }).emissions;
        const [single, thousand] = [per(1), per(1000)];
        if (single.kind !== "known" || thousand.kind !== "known") throw new Error("Expected known emissions");
        expect(single.likely).toBeCloseTo(1000 * thousand.likely, 9);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the currency", () => {
  const table = readFileSync(join(__dirname, "../../carbon/catalog/data/instances.csv"), "utf8");
  const request: PlacementRequest = {
    use: "training",
    needs: { acceleratorCount: 1 },
    work: { hours: hours(10), referenceInstanceType: "ml.g5.xlarge" },
    allowedRegions: ["eu-west-1", "eu-north-1", "us-east-1"],
  };

  /** The table with every price in a currency of which a dollar has so many. */
  const inCurrency = (rate: number): string => {
    const [header = "", ...lines] = table.trimEnd().split("\n");
    const names = header.split(",");
    const priced = ["ec2_usd_h", "sagemaker_usd_h"].map((name) => names.indexOf(name));
    const cells = lines.map((line) =>
      line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, "")),
    );
    const rows = cells.map((row) =>
      row
        .slice(0, names.length)
        .map((cell, index) => (priced.includes(index) && cell !== "" ? Number(cell) * rate : cell)),
    );
    return [header, ...rows.map((row) => row.join(","))].join("\n");
  };

  afterEach(() => {
    replaceTable("instances.csv", undefined);
  });

  it.each([0.01, 1, 7, 1000])(
    "cancels: at %d to the dollar the same place is chosen, and a tonne costs as much more",
    (rate) => {
      const dollars = place(request);
      replaceTable("instances.csv", inCurrency(rate));
      const other = place(request);
      expect([other.region, other.instanceType]).toEqual([dollars.region, dollars.instanceType]);
      expect(other.emissions).toEqual(dollars.emissions);
      if (other.cost.kind !== "known" || dollars.cost.kind !== "known") throw new Error("Expected a price");
      expect(other.cost.likely / dollars.cost.likely).toBeCloseTo(rate, 9);
      expect((other.usdPerTonne ?? Number.NaN) / (dollars.usdPerTonne ?? Number.NaN)).toBeCloseTo(rate, 6);
      expect(other.pareto.map((one) => [one.region, one.instanceType])).toEqual(
        dollars.pareto.map((one) => [one.region, one.instanceType]),
      );
    },
  );
});

describe("the order of things", () => {
  const three = ["ml.m5.xlarge", "ml.c7i.xlarge", "ml.g6.xlarge"];
  const orders = <Item>(items: readonly Item[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

  const lists = {
    allowed: ["eu-north-1", "eu-west-1", "us-east-1", "ca-central-1"],
    forbidden: ["us-west-1", "us-west-2", "ap-south-1"],
    measured: three,
    scaled: ["ml.c6i.xlarge", "ml.m6i.xlarge"],
    powers: [watts(25), watts(26), watts(27)],
    counts: [1, 2, 4],
  };
  type Lists = typeof lists;
  const by = ({ allowed, forbidden, measured, scaled, powers, counts }: Lists) => {
    const seen = { date: "2026-01-01", source: "x" };
    return place({
      use: "training",
      allowedRegions: allowed,
      forbiddenRegions: forbidden,
      residency: allowed.map((id) => region(id).country),
      work: {
        rows: 1e8,
        benchmarks: measured.map((instanceType) => ({ instanceType, rowsPerSecond: 500, ...seen })),
        measured: powers.map((one) => ({ instanceType: "ml.m5.xlarge", watts: one, ...seen })),
        ratios: scaled.map((instanceType) => ({ instanceType, of: "ml.m5.xlarge", ratio: 1.5, ...seen })),
        scaling: { instanceCounts: counts, efficiency: fraction(0.9) },
      },
    });
  };

  it("changes no placement: regions, countries, benchmarks, measurements, ratios and numbers of machines", () => {
    const again = by(lists);
    fc.assert(
      fc.property(
        fc.record({
          allowed: orders(lists.allowed),
          forbidden: orders(lists.forbidden),
          measured: orders(lists.measured),
          scaled: orders(lists.scaled),
          powers: orders(lists.powers),
          counts: orders(lists.counts),
        }),
        (shuffled) => {
          const decided = by(shuffled);
          expect(decided.evidence).toEqual(again.evidence);
          expect([decided.region, decided.instanceType]).toEqual([again.region, again.instanceType]);
          expect(decided.reasons).toEqual(again.reasons);
          expect(decided.rejected).toEqual(again.rejected);
          const rounded = ({ emissions }: { emissions: Estimate<Grams> }) =>
            emissions.kind === "known" ? Number(emissions.likely.toPrecision(9)) : emissions.kind;
          expect(decided.runnersUp.map(rounded)).toEqual(again.runnersUp.map(rounded));
          expect(decided.pareto.map(rounded)).toEqual(again.pareto.map(rounded));
        },
      ),
      { numRuns: 15 },
    );
  });

  it("changes no sum of footprints", () => {
    const parts = ["ml.m5.large", "ml.c7i.xlarge", "ml.g5.xlarge", "ml.p4d.24xlarge"].map((instanceType) =>
      trainingFootprint({ region: "eu-west-1", instanceType, hours: range(hours(1), hours(2), hours(5)) }),
    );
    const figures = (footprints: readonly Footprint[]) =>
      figuresOf(addFootprints("all", footprints)).map((one) =>
        one.kind === "known" ? [one.low, one.likely, one.high].map((value) => Number(value.toPrecision(9))) : one.kind,
      );
    fc.assert(
      fc.property(orders(parts), (shuffled) => {
        expect(figures(shuffled)).toEqual(figures(parts));
      }),
    );
  });
});

describe("unknown", () => {
  const nothing = { kind: "unknown", missing: "something" } as const;
  const something = known(exactly(grams(5)), "told");

  it("never turns into a number, wherever it stands among the inputs of a formula or a sum", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (isKnown) => {
        const inputs: readonly Estimate<Grams>[] = isKnown.map((told) => (told ? something : nothing));
        const joined = inputs.reduce((one, other) => joinEstimates([one, other], addGrams));
        expect(joined.kind).toBe(isKnown.every(Boolean) ? "known" : "unknown");
        const base = trainingFootprint({ region: "eu-west-1", instanceType: "ml.m5.large", hours: hours(1) });
        const summed = addFootprints(
          "all",
          inputs.map((emissions) => ({ ...base, emissions })),
        );
        expect(summed.emissions.kind).toBe(isKnown.every(Boolean) ? "known" : "unknown");
      }),
    );
  });

  it("never turns into a number in a placement: hours, prices, types, grids", () => {
    fc.assert(
      fc.property(types, places, (instanceType, region) => {
        const own = (overrides: Partial<PlacementRequest>) =>
          place({
            use: "training",
            region,
            instanceType,
            needs: { architectures: ["x86_64", "arm64"] },
            work: { hours: hours(1) },
            ...overrides,
          });
        const unsaid = own({ work: {}, data: { gigabytes: gigabytes(5), region: "us-east-1" } });
        for (const figure of [unsaid.emissions, unsaid.cost]) expect(figure).toMatchObject({ kind: "unknown" });
        expect([unsaid.pareto, unsaid.usdPerTonne, unsaid.breakEvenGigabytes]).toEqual([[], undefined, undefined]);
        const fromChina = own({ data: { gigabytes: gigabytes(5), region: "cn-north-1" } });
        expect(fromChina.cost).toMatchObject({ kind: "unknown" });
        const newer = own({ instanceType: "ml.z9.large" });
        for (const figure of [newer.emissions, newer.cost]) expect(figure).toMatchObject({ kind: "unknown" });
      }),
      { numRuns: 40 },
    );
  });
});

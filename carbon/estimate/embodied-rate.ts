import { acceleratorOf } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import type { Instance } from "../catalog/instance";
import { onceEach } from "../catalog/once";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { addRates, perHourOfLife } from "../units/operations";
import { gramsPerHour, hours, type GramsPerHour } from "../units/quantities";
import { exactly, range, type Range } from "../units/range";

/**
 * Emissions of making one machine, per hour of its life. Cloud Carbon Footprint's host (2024, four years) plus the cards, and
 * Boavizta's whole machine (2025, six years): where both exist, likely is their mean, low and high the outermost of both.
 */
export const embodiedRate: (machine: Instance) => Estimate<GramsPerHour> = onceEach((machine) => {
  const { ccf, boavizta, derived } = machine.embodied;
  const cards = cardsRate(machine);
  const unknown = { kind: "unknown", missing: `embodied emissions of ${machine.type}` } as const;
  const bottomUp = ccf === undefined || cards === undefined ? undefined : { host: ccf, cards };
  if (bottomUp !== undefined && boavizta !== undefined) {
    const sum = plus(exactly(bottomUp.host), bottomUp.cards);
    return known(between(sum, boavizta), "embodied after Cloud Carbon Footprint and Boavizta");
  }
  if (bottomUp !== undefined)
    return known(
      plus(scaled(bottomUp.host, "ccf_alone"), bottomUp.cards),
      "embodied after Cloud Carbon Footprint alone",
    );
  if (boavizta !== undefined) return known(boavizta, "embodied after Boavizta alone");
  if (derived === undefined || cards === undefined) return unknown;
  return known(plus(scaled(derived, "derived"), cards), "embodied derived from a sibling");
});

function cardsRate(machine: Instance): Range<GramsPerHour> | undefined {
  if (machine.acceleratorCount === 0) return exactly(gramsPerHour(0));
  const card = acceleratorOf(machine);
  if (card === undefined) return undefined;
  const short = hours(coefficient("lifetime", "ccf_server").likely);
  const long = hours(coefficient("lifetime", "boavizta_aws_server").likely);
  const all = (rate: GramsPerHour): GramsPerHour => gramsPerHour(rate * machine.acceleratorCount);
  return range(
    all(perHourOfLife(card.embodied.low, long)),
    all(perHourOfLife(card.embodied.likely, short)),
    all(perHourOfLife(card.embodied.high, short)),
  );
}

function plus(host: Range<GramsPerHour>, cards: Range<GramsPerHour>): Range<GramsPerHour> {
  return combine([host, cards] as const, (one, other) => addRates(one, other));
}

function scaled(host: GramsPerHour, key: string): Range<GramsPerHour> {
  return combine([coefficient("embodied", key)] as const, (error) => gramsPerHour(host * error));
}

function between(one: Range<GramsPerHour>, other: Range<GramsPerHour>): Range<GramsPerHour> {
  return range(
    gramsPerHour(Math.min(one.low, other.low)),
    gramsPerHour((one.likely + other.likely) / 2),
    gramsPerHour(Math.max(one.high, other.high)),
  );
}

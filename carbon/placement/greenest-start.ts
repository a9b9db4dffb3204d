import { gramsPerKilowattHour, hours, type GramsPerKilowattHour, type Hours } from "../units/quantities";

/** When a run of some hours may start, and what the grid is expected to emit until it must be done. */
export interface StartRequest {
  /** Grid intensity of each coming hour; the first is the hour that starts now. The caller brings the forecast. */
  readonly hourly: readonly GramsPerKilowattHour[];
  /** How long the run takes. */
  readonly duration: Hours;
  /**
   * Hours from now by which the run must be done.
   * @defaultValue the end of the profile
   */
  readonly deadline?: Hours;
  /**
   * Hours from now before which it may not start.
   * @defaultValue 0
   */
  readonly earliest?: Hours;
}

/** A start, and what waiting for it spares. */
export interface Start {
  /** Hours from now. */
  readonly after: Hours;
  /** Mean grid intensity over the run, of even power, gCO2e/kWh. */
  readonly intensity: GramsPerKilowattHour;
  /** The same for a run that starts as early as it may. */
  readonly intensityAtOnce: GramsPerKilowattHour;
  /** Part of the operational emissions that waiting spares, 0 to 1. */
  readonly saves: number;
}

/**
 * The start within the deadline at which a run of even power emits least; of equal ones the earliest. The mean over a run is
 * a straight line between the starts at which one of its ends meets a full hour, so only those have to be compared.
 *
 * @throws RangeError with one sentence where the run does not fit
 */
export function greenestStart({ hourly, duration, deadline, earliest = hours(0) }: StartRequest): Start {
  const end = Math.min(deadline ?? hourly.length, hourly.length);
  const last = end - duration;
  if (duration <= 0) throw new RangeError(`Expected a duration above 0 hours, got ${duration}`);
  if (last < earliest) {
    throw new RangeError(
      `Too long a run: ${duration} hours, but ${Math.max(0, end - earliest)} lie between the earliest start and the deadline or the end of the profile`,
    );
  }
  const edges = Array.from({ length: hourly.length + 1 }, (_, hour) => [hour, hour - duration]).flat();
  const starts = [earliest, last, ...edges.filter((start) => start > earliest && start < last)];
  const total = runningTotal(hourly);
  const mean = (start: number): number => Math.max(0, total(start + duration) - total(start)) / duration;
  const means = starts.map((start) => ({ start, mean: mean(start) })).toSorted((one, other) => one.start - other.start);
  const best = means.reduce((least, one) => (one.mean < least.mean * (1 - 1e-12) ? one : least));
  const atOnce = mean(earliest);
  return {
    after: hours(best.start),
    intensity: gramsPerKilowattHour(best.mean),
    intensityAtOnce: gramsPerKilowattHour(atOnce),
    saves: atOnce === 0 ? 0 : Math.max(0, 1 - best.mean / atOnce),
  };
}

/** The sum of the profile from its start to any moment. */
function runningTotal(hourly: readonly number[]): (moment: number) => number {
  let sum = 0;
  const sums = [0, ...hourly.map((value) => (sum += value))];
  const rates = [...hourly, 0];
  return (moment) => {
    const whole = Math.floor(moment);
    return (sums[whole] as number) + (moment - whole) * (rates[whole] as number);
  };
}

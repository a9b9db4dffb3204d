import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { known } from "../units/join-estimates";
import { together } from "../units/operations";
import { count, fraction, hours, type Fraction, type Gigabytes, type Hours } from "../units/quantities";
import { range, spread, type Range, type Spread } from "../units/range";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { machineHours } from "./machine-hours";
import { machineRates } from "./machine-rates";
import { measuredHours, workOf } from "./single-run";
import type { MachineUsage } from "./usage";
import { withVolume } from "./volume-work";
import { waitingWork } from "./waiting-work";
import { addWork } from "./work";

/** A tuning run: trials, each of which trains once. */
export interface TuningUsage extends MachineUsage {
  /** Trials that run; a range when stopping the search early may spare some. */
  readonly trials: Spread<number>;
  /** Wall-clock time of one trial that runs to its end; undefined when nobody knows yet. */
  readonly hoursPerTrial: Spread<Hours> | undefined;
  /** The cap that stops one trial. */
  readonly maxHoursPerTrial?: Hours;
  /** The cap on the whole run, summed over trials. */
  readonly maxHours?: Hours;
  /**
   * Trials that are stopped early: which share of them, and after which part of a full trial.
   * @defaultValue none is stopped
   */
  readonly earlyStopping?: { readonly share: Spread<Fraction>; readonly at: Spread<Fraction> };
  /**
   * Machines kept warm between trials: for how long each time, and how many trials run side by side.
   * @defaultValue none is kept
   */
  readonly warmPool?: { readonly keepAlive: Spread<Hours>; readonly parallelTrials: number };
  /**
   * The volume (EBS) of each machine, there while it runs or waits; of a type with disks of its own it counts for nothing.
   * @defaultValue none
   */
  readonly volumeGigabytes?: Spread<Gigabytes>;
}

/**
 * What a tuning run costs: trials x time of one trial x what early stopping leaves of it. A warm pool idles, and is paid for,
 * at least once after each of the last parallel trials and at most once after every trial.
 */
export function tuningFootprint(usage: TuningUsage): Footprint {
  const trials = trialsOf(usage.trials);
  const measured = measuredHours(usage);
  const time = machineHours({
    each: shortened(measured ?? usage.hoursPerTrial, usage),
    maxEach: measured === undefined ? usage.maxHoursPerTrial : undefined,
    runs: trials,
    maxTotal: usage.maxHours,
    instanceCount: usage.instanceCount,
    basis: measured?.basis,
  });
  const rates = machineRates("tuning", usage);
  const work = workOf("tuning run", rates, usage, time, trials);
  const waiting = warmHours(usage, trials);
  if (waiting === undefined) return footprintOf(withVolume(work, usage, time));
  const idle = waitingWork("tuning run", "tuning", usage, rates, waiting);
  return footprintOf(withVolume(addWork(work, idle), usage, time, waiting));
}

function shortened(each: Spread<Hours> | undefined, { earlyStopping }: TuningUsage): Range<Hours> | undefined {
  if (each === undefined || earlyStopping === undefined) return each === undefined ? undefined : spread(each);
  const [share, at] = [spread(earlyStopping.share), spread(earlyStopping.at)];
  const left = {
    low: fraction(1 - share.high * (1 - at.low)),
    likely: fraction(1 - share.likely * (1 - at.likely)),
    high: fraction(1 - share.low * (1 - at.high)),
  };
  return combine([spread(each), left] as const, (full, part) => hours(full * part));
}

function warmHours({ warmPool, instanceCount }: TuningUsage, trials: Range): Estimate<Hours> | undefined {
  if (warmPool === undefined) return undefined;
  const machines = count(instanceCount ?? 1, "instanceCount");
  const least = Math.min(count(warmPool.parallelTrials, "warmPool.parallelTrials"), trials.low);
  const times = range(least, least, trials.high);
  return known(
    combine([spread(warmPool.keepAlive), times] as const, (wait, many) => together(wait, many * machines)),
    spread(warmPool.keepAlive).low === 0
      ? "a warm pool waits for its whole period after every trial at most"
      : "a warm pool idles after the last parallel trials at least, after every trial at most",
  );
}

function trialsOf(trials: TuningUsage["trials"]): Range {
  const between = spread(trials);
  count(between.low, "trials");
  count(between.high, "trials");
  return between;
}

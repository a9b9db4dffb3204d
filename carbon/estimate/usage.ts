import type { Fraction, Gigabytes, Hours, Mebibytes, Milliseconds } from "../units/quantities";
import type { Spread } from "../units/range";

/** Where a piece of work runs and on how many machines. */
export interface MachineUsage {
  /** Region id, such as "eu-north-1". */
  readonly region: string;
  /** Instance type, with or without the leading "ml.". A type that the catalogue lacks gives an unknown footprint. */
  readonly instanceType: string;
  /**
   * Machines at work at the same time.
   * @defaultValue 1
   */
  readonly instanceCount?: number;
  /**
   * Load of the machines, 0 to 1.
   * @defaultValue by kind of work, from the coefficients table: without accelerators training and tuning 0.70, batch 0.60, endpoint 0.25, each +-0.2; with them the load between idle and maximum that published runs drew
   */
  readonly utilisation?: Spread<Fraction>;
}

/** Machines that run for a while and stop. */
export interface RunUsage extends MachineUsage {
  /** Wall-clock time of the run; undefined when nobody knows yet. */
  readonly hours: Spread<Hours> | undefined;
  /** The cap that stops the run; bounds the footprint while `hours` is unknown. */
  readonly maxHours?: Hours;
}

/** A tuning run: trials, each of which trains once. */
export interface TuningUsage extends MachineUsage {
  /** Trials that run; a range when stopping early may spare some. */
  readonly trials: Spread<number>;
  /** Wall-clock time of one trial; undefined when nobody knows yet. */
  readonly hoursPerTrial: Spread<Hours> | undefined;
  /** The cap that stops one trial. */
  readonly maxHoursPerTrial?: Hours;
  /** The cap on the whole run, summed over trials. */
  readonly maxHours?: Hours;
}

/** A serverless endpoint during one month. */
export interface ServerlessUsage {
  /** Region id, such as "eu-north-1"; one that the catalogue lacks gives an unknown footprint. */
  readonly region: string;
  /** Memory of the endpoint, 1024 to 6144 MiB. */
  readonly memoryMib: Mebibytes;
  /** Invocations in one month, at least 0; a range where traffic is not certain. */
  readonly requestsPerMonth: Spread<number>;
  /** Compute time of one request; undefined when nobody knows yet. */
  readonly millisecondsPerRequest: Spread<Milliseconds> | undefined;
  /**
   * Copies kept warm all month.
   * @defaultValue 0
   */
  readonly provisionedConcurrency?: number;
}

/** Data on its way from one region to another. */
export interface TransferUsage {
  /** Amount that travels once, 10^9 bytes each. */
  readonly gigabytes: Gigabytes;
  /** Id of the region that sends, such as "us-east-1". */
  readonly from: string;
  /** Id of the region that receives; the same as `from` emits and costs nothing. */
  readonly to: string;
}

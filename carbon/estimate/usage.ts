import type { Fraction, Gigabytes, Hours, Mebibytes, Milliseconds } from "../units/quantities";
import type { Spread } from "../units/range";
import type { GridSignal } from "./footprint";
import type { Measurement } from "./measurement";

/** Where a piece of work runs, and by which emissions its electricity counts. */
export interface Located {
  /** Region id, such as "eu-north-1"; one that the catalogue lacks gives energy between bounds, and unknown emissions and costs. */
  readonly region: string;
  /**
   * Emissions of the grid that count.
   * @defaultValue "average", the yearly one; "marginal" answers what one more kilowatt-hour causes
   */
  readonly signal?: GridSignal;
}

/** Where a piece of work runs and on how many machines. */
export interface MachineUsage extends Located {
  /** Instance type, with or without the leading "ml.". A type that the catalogue lacks gives an unknown footprint. */
  readonly instanceType: string;
  /**
   * Machines at work at the same time.
   * @defaultValue 1
   */
  readonly instanceCount?: number;
  /**
   * Load of the machines, 0 to 1; of the accelerators where there are any.
   * @defaultValue by kind of work, from the coefficients table: without accelerators training and tuning 0.70, batch 0.60, endpoint 0.25, each +-0.2; with them the load between idle and maximum that published runs drew
   */
  readonly utilisation?: Spread<Fraction>;
  /** What somebody measured; those of this type go before what would be modelled or was stated. */
  readonly measured?: readonly Measurement[];
}

/** Machines that run for a while and stop. */
export interface RunUsage extends MachineUsage {
  /** Wall-clock time of the run; undefined when nobody knows yet. */
  readonly hours: Spread<Hours> | undefined;
  /** The cap that stops the run; bounds the footprint while `hours` is unknown. */
  readonly maxHours?: Hours;
  /**
   * Wall-clock time that its machines wait for a next run after it, kept warm: idle, and paid for.
   * @defaultValue none
   */
  readonly keptWarm?: Spread<Hours>;
  /**
   * The volume (EBS) of each machine, there while it runs or waits; of a type with disks of its own it counts for nothing.
   * @defaultValue none
   */
  readonly volumeGigabytes?: Spread<Gigabytes>;
}

/** Requests that environments of one size answer in a month. */
export interface EnvironmentUsage extends Located {
  /** Memory of one environment. */
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

/** A serverless endpoint during one month; its memory is 1024 to 6144 MiB. */
export type ServerlessUsage = EnvironmentUsage;

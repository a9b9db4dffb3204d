import { findInstance } from "../catalog/instances";
import { joinEstimates } from "../units/join-estimates";
import { together } from "../units/operations";
import { count, type Gibibytes } from "../units/quantities";
import { awake, type AsynchronousUsage } from "./asynchronous-month-footprint";
import type { Footprint } from "./footprint";
import { footprintOf } from "./footprint-of";
import { machineRates } from "./machine-rates";
import { workOf } from "./single-run";
import { unknownFootprint } from "./unknown-footprint";

/** A model that shares an endpoint's machines with others, during one month. */
export interface InferenceComponentUsage extends Omit<AsynchronousUsage, "instanceCount"> {
  /**
   * Copies of the model that are loaded.
   * @defaultValue 1
   */
  readonly copies?: number;
  /** Virtual CPUs that one copy reserves; may be a part of one. */
  readonly vcpu?: number;
  /** Main memory that one copy reserves. */
  readonly memoryGib?: Gibibytes;
  /** Accelerators that one copy reserves. */
  readonly accelerators?: number;
}

/**
 * What an inference component costs in a month: its copies' share of a machine (of the resource that it takes most of) for the
 * hours that the machine is awake. What no component reserves is not in it.
 */
export function inferenceComponentMonthFootprint(usage: InferenceComponentUsage): Footprint {
  const share = shareOf(usage);
  if (share === undefined) return unknownFootprint("month", `figures of instance type "${usage.instanceType}"`);
  const many = share * count(usage.copies ?? 1, "copies");
  const time = joinEstimates([awake(usage)], (hours) => together(hours, many));
  return footprintOf(workOf("month", machineRates("endpoint", usage), usage, time));
}

function shareOf({ instanceType, vcpu, memoryGib, accelerators }: InferenceComponentUsage): number | undefined {
  const machine = findInstance(instanceType);
  if (machine === undefined) return undefined;
  const parts = [
    part(vcpu, machine.vcpu, "vcpu", instanceType),
    part(memoryGib, machine.memoryGib, "memoryGib", instanceType),
    part(accelerators, machine.acceleratorCount, "accelerators", instanceType),
  ];
  const most = Math.max(...parts);
  if (most > 0) return most;
  throw new RangeError("Expected vcpu, memoryGib or accelerators that a copy reserves, got none");
}

function part(reserved: number | undefined, whole: number, name: string, instanceType: string): number {
  if (reserved === undefined || reserved === 0) return 0;
  if (reserved > 0 && reserved <= whole) return reserved / whole;
  throw new RangeError(`Too much ${name}: ${reserved}, maximum ${whole} on ${instanceType}`);
}

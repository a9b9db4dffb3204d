import { findAccelerator } from "../catalog/accelerators";
import type { Instance, InstanceUse } from "../catalog/instance";
import { instances } from "../catalog/instances";
import { findNeoTarget } from "../catalog/neo-targets";
import { isSold } from "../catalog/series";
import type { PlacedUse, PlacementNeeds, Rejected } from "./placement";

/** Types that could do the work, and families that could not. */
export interface JudgedMachines {
  readonly fitting: readonly Instance[];
  readonly rejected: readonly Rejected[];
}

/** What SageMaker's enumerations call a use. */
export const enumerationOf: Readonly<Record<Exclude<PlacedUse, "serverless">, InstanceUse>> = {
  training: "training",
  tuning: "training",
  transform: "transform",
  endpoint: "endpoint",
  processing: "processing",
};

/**
 * Judges every type that SageMaker accepts for the use; a family of which no size fits is rejected with one reason. Types that
 * SageMaker is not known to sell are taken only where no other fits.
 */
export function judgeMachines(use: Exclude<PlacedUse, "serverless">, needs: PlacementNeeds): JudgedMachines {
  const accepted = instances()
    .filter((one) => one.uses.has(enumerationOf[use]))
    .toSorted(smallestFirst)
    .map((machine) => ({ machine, because: choiceFault(machine, needs) }));
  const able = accepted.filter(({ because }) => because === undefined).map(({ machine }) => machine);
  const sold = able.filter(isSold);
  const fitting = sold.length > 0 ? sold : able;
  const families = new Set(fitting.map((one) => one.family));
  const faults = new Map(
    accepted
      .filter(({ machine }) => !families.has(machine.family))
      .map(({ machine, because }) => [machine.family, because ?? "the catalogue holds no SageMaker price for it"]),
  );
  const rejected = [...faults].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { fitting, rejected: rejected.map(([family, because]) => ({ instanceType: `ml.${family}.*`, because })) };
}

/** Why a type cannot do the work, or undefined when it can. Also asked of a type that the owner chose. */
export function needsFault(one: Instance, needs: PlacementNeeds): string | undefined {
  return hostFault(one, needs) ?? sizeFault(one, needs);
}

/** By accelerators, vCPU, memory, launch year and name. */
export function smallestFirst(one: Instance, other: Instance): number {
  return (
    one.acceleratorCount - other.acceleratorCount ||
    one.vcpu - other.vcpu ||
    one.memoryGib - other.memoryGib ||
    one.launchYear - other.launchYear ||
    (one.type < other.type ? -1 : 1)
  );
}

function choiceFault(one: Instance, needs: PlacementNeeds): string | undefined {
  const wanted = (needs.acceleratorCount ?? 0) > 0 || needs.neoTarget !== undefined;
  const fault = hostFault(one, needs);
  if (fault !== undefined) return fault;
  if (one.acceleratorCount > 0 && !wanted) return "it has accelerators that the work does not ask for";
  if (/^t\d/.test(one.family)) return "its processor is throttled under lasting load";
  return sizeFault(one, needs);
}

function hostFault(one: Instance, { neoTarget, architectures = ["x86_64"] }: PlacementNeeds): string | undefined {
  if (neoTarget !== undefined) {
    const host = findNeoTarget(neoTarget)?.family;
    return host === one.family ? undefined : `code for Neo target ${neoTarget} runs on ml.${host ?? "no host"} alone`;
  }
  if (architectures.includes(one.architecture)) return undefined;
  return `its processor is ${one.architecture}, the image is for ${architectures.join(" and ")}`;
}

function sizeFault(one: Instance, needs: PlacementNeeds): string | undefined {
  const sizes: readonly (readonly [have: number, need: number | undefined, what: string])[] = [
    [one.acceleratorCount, needs.acceleratorCount, "accelerators"],
    [cardMemory(one), needs.acceleratorMemoryGib, "GiB of memory per accelerator"],
    [one.vcpu, needs.vcpu, "vCPU"],
    [one.memoryGib, needs.memoryGib, "GiB of memory"],
  ];
  const lacking = sizes.find(([have, need]) => have < (need ?? 0));
  return lacking === undefined ? undefined : `it has ${lacking[0]} ${lacking[2]}, needed are ${lacking[1] ?? 0}`;
}

function cardMemory({ accelerator }: Instance): number {
  return accelerator === undefined ? 0 : (findAccelerator(accelerator)?.memoryGib ?? 0);
}

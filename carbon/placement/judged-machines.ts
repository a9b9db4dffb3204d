import { acceleratorOf } from "../catalog/accelerators";
import type { Instance, InstanceUse } from "../catalog/instance";
import { instances } from "../catalog/instances";
import { neoTarget as neoTargetOf } from "../catalog/neo-targets";
import { inOrder, type OrderKeys } from "../catalog/order";
import { isSold } from "../catalog/series";
import { fullName } from "./full-name";
import { typesWith } from "./measured-work";
import type { Rejected } from "./placement";
import type {
  AcceleratorLibrary,
  PlacedUse,
  PlacementNeeds,
  PlacementRequest,
  PlacementWork,
} from "./placement-request";

/** A type or a family of types that could not be chosen. */
export interface RejectedMachine extends Rejected {
  readonly instanceType: string;
}

/** Types that could do the work, and families that could not. */
export interface JudgedMachines {
  readonly fitting: readonly Instance[];
  readonly rejected: readonly RejectedMachine[];
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
export function judgeMachines(use: Exclude<PlacedUse, "serverless">, request: PlacementRequest): JudgedMachines {
  const { needs = {}, work } = request;
  const measured = timedTypes(work);
  const accelerated = work.flops !== undefined || asksForAccelerators(needs);
  const accepted = instances()
    .filter((one) => one.uses.has(enumerationOf[use]))
    .toSorted(inOrder(sizeKeys))
    .map((machine) => ({ machine, because: choiceFault(machine, needs, accelerated || measured.has(machine.type)) }));
  const able = accepted.filter(({ because }) => because === undefined).map(({ machine }) => machine);
  const sold = able.filter(isSold);
  const fitting = sold.length > 0 ? sold : able;
  const families = new Set(fitting.map((one) => one.family));
  const faults = new Map(
    accepted
      .filter(({ machine }) => !families.has(machine.family))
      .map(({ machine, because }) => [machine.family, because ?? "the catalogue holds no SageMaker price for it"]),
  );
  const rejected = [...faults].toSorted(inOrder(([family]) => [family]));
  return { fitting, rejected: rejected.map(([family, because]) => ({ instanceType: `ml.${family}.*`, because })) };
}

/** Types of which somebody says how fast they do this work: they compete, with accelerators or without. */
function timedTypes(work: PlacementWork): ReadonlySet<string> {
  const stated = [...(work.benchmarks ?? []), ...(work.ratios ?? [])].map((one) => fullName(one.instanceType));
  return new Set([...stated, ...typesWith(work, "hours"), ...typesWith(work, "inferencesPerSecond")]);
}

/** Why a type cannot do the work, or undefined when it can. Also asked of a type that the owner chose. */
export function needsFault(one: Instance, needs: PlacementNeeds): string | undefined {
  return hostFault(one, needs) ?? sizeFault(one, needs);
}

/** What makes one machine smaller than another. */
export function sizeKeys(one: Instance): OrderKeys {
  return [one.acceleratorCount, one.vcpu, one.memoryGib, one.launchYear, one.type];
}

function asksForAccelerators({ acceleratorCount = 0, neoTarget, acceleratorFamilies, libraries }: PlacementNeeds) {
  return acceleratorCount > 0 || [neoTarget, acceleratorFamilies, libraries].some((one) => one !== undefined);
}

function choiceFault(one: Instance, needs: PlacementNeeds, mayBeAccelerated: boolean): string | undefined {
  const fault = hostFault(one, needs);
  if (fault !== undefined) return fault;
  if (one.acceleratorCount > 0 && !mayBeAccelerated) return "it has accelerators that the work does not ask for";
  if (/^t\d/.test(one.family)) return "its processor is throttled under lasting load";
  return sizeFault(one, needs);
}

function hostFault(one: Instance, needs: PlacementNeeds): string | undefined {
  return processorFault(one, needs) ?? acceleratorFault(one, needs);
}

function processorFault(one: Instance, { neoTarget, architectures = ["x86_64"] }: PlacementNeeds): string | undefined {
  if (neoTarget !== undefined) {
    const { family } = neoTargetOf(neoTarget);
    return family === one.family ? undefined : `code for Neo target ${neoTarget} runs on ml.${family} alone`;
  }
  if (architectures.includes(one.architecture)) return undefined;
  return `its processor is ${one.architecture}, the image is for ${architectures.join(" and ")}`;
}

/** Libraries by the maker of what they drive. */
const libraryOf: Readonly<Record<string, AcceleratorLibrary>> = { NVIDIA: "cuda", AWS: "neuron", Habana: "synapse" };

function acceleratorFault(
  { family, ...one }: Instance,
  { acceleratorFamilies, libraries }: PlacementNeeds,
): string | undefined {
  if (acceleratorFamilies !== undefined && !acceleratorFamilies.includes(family)) {
    return `it is none of the families asked for (${acceleratorFamilies.join(", ")})`;
  }
  if (libraries === undefined) return undefined;
  const library = libraryOf[acceleratorOf(one)?.vendor ?? ""];
  if (library !== undefined && libraries.includes(library)) return undefined;
  return `it has no accelerators that ${libraries.join(" or ")} drives`;
}

function sizeFault(one: Instance, needs: PlacementNeeds): string | undefined {
  const sizes: readonly (readonly [have: number, need: number, what: string])[] = [
    [one.acceleratorCount, needs.acceleratorCount ?? 0, "accelerators"],
    [acceleratorOf(one)?.memoryGib ?? 0, needs.acceleratorMemoryGib ?? 0, "GiB of memory per accelerator"],
    [one.vcpu, needs.vcpu ?? 0, "vCPU"],
    [one.memoryGib, needs.memoryGib ?? 0, "GiB of memory"],
  ];
  const faults = sizes.filter(([have, need]) => have < need);
  return faults.map(([have, need, what]) => `it has ${have} ${what}, needed are ${need}`)[0];
}

import { findInstance, type Instance, type InstanceUse, instances } from "../../carbon/index";
import { isSold } from "../../carbon/catalog/series";

/** A type that has an accelerator. */
export type Accelerated = Instance & { readonly accelerator: string };

/** The type, when it has an accelerator. */
export function withAccelerator(type: string | undefined): Accelerated | undefined {
  const instance = findInstance(type ?? "");
  return instance === undefined || !isAccelerated(instance) ? undefined : instance;
}

function isAccelerated(instance: Instance): instance is Accelerated {
  return instance.accelerator !== undefined;
}

/** The newest general type for the use with as many virtual CPUs and no accelerator, if there is one. */
export function processorsLike({ vcpu }: Instance, use: InstanceUse): readonly Instance[] {
  const fitting = instances().filter(
    (one) => /^m\d+i$/.test(one.family) && one.uses.has(use) && isSold(one) && one.vcpu >= vcpu,
  );
  return fitting.toSorted((one, other) => one.vcpu - other.vcpu || other.launchYear - one.launchYear).slice(0, 1);
}

import { findInstance, type Instance, type InstanceUse, instances } from "../../carbon/index";
import { isSold } from "../../carbon/catalog/series";

/** The type, when it has an accelerator. */
export function withAccelerator(type: string | undefined): Instance | undefined {
  const instance = findInstance(type ?? "");
  return instance?.accelerator === undefined ? undefined : instance;
}

/** The newest general type for the use with as many virtual CPUs and no accelerator. */
export function processorsLike({ vcpu }: Instance, use: InstanceUse): Instance | undefined {
  const fitting = instances().filter(
    (one) => /^m\d+i$/.test(one.family) && one.uses.has(use) && isSold(one) && one.vcpu >= vcpu,
  );
  return fitting.toSorted((one, other) => one.vcpu - other.vcpu || other.launchYear - one.launchYear)[0];
}

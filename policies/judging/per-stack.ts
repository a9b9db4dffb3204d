import type { PolicyResource } from "@pulumi/policy";

/** Reads something of a whole stack once, however many of its resources ask for it. */
export function perStack<Value>(
  read: (resources: readonly PolicyResource[]) => Value,
): (resources: readonly PolicyResource[]) => Value {
  const values = new WeakMap<readonly PolicyResource[], { readonly value: Value }>();
  return (resources) => {
    const known = values.get(resources) ?? { value: read(resources) };
    values.set(resources, known);
    return known.value;
  };
}

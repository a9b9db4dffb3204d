import type { PolicyResource } from "@pulumi/policy";

/** Reads something of a whole stack once, however many rules, or resources of it, ask for it. */
export function perStack<Value, Resource = PolicyResource>(
  read: (resources: readonly Resource[]) => Value,
): (resources: readonly Resource[]) => Value {
  const values = new WeakMap<readonly Resource[], { readonly value: Value }>();
  return (resources) => {
    const known = values.get(resources) ?? { value: read(resources) };
    values.set(resources, known);
    return known.value;
  };
}

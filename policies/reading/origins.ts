import type { PolicyResource } from "@pulumi/policy";

/**
 * Whether a property of one resource comes from another, which a preview knows before it knows the value; nothing when the
 * property comes from no resource of the stack.
 */
export function comesFrom(resource: PolicyResource, property: string, other: PolicyResource): boolean | undefined {
  const origins = resource.propertyDependencies[property] ?? [];
  return origins.length === 0 ? undefined : origins.some(({ urn }) => urn === other.urn);
}

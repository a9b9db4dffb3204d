import type { PolicyResource } from "@pulumi/policy";
import { knownYet } from "./known-yet";

/**
 * Whether a property of one resource names another: it comes from it, which a preview knows before it knows the value, or the
 * values agree. Throws the SDK's report where a value is unknown that comes from no resource of the stack.
 */
export function names(
  resource: PolicyResource,
  property: string,
  other: PolicyResource,
  agree: () => boolean,
): boolean {
  const origins = resource.propertyDependencies[property] ?? [];
  // What rules see in place of a resource of the AWS Native provider has that one's URN and a number.
  const [own] = other.urn.split("#");
  if (origins.some(({ urn }) => urn === own)) return true;
  const agreed = knownYet(agree);
  if (agreed.known) return agreed.value;
  if (origins.length > 0) return false;
  throw agreed.report;
}

import type { PolicyResource } from "@pulumi/policy";
import { knownYet } from "./known-yet";

/**
 * Whether a preview does not know a property because the program does not give it: the provider then says what AWS has, which of
 * a new resource is nothing. A value that is given and not known yet comes from some resource.
 */
export function isUngiven({ props, propertyDependencies }: PolicyResource, property: string): boolean {
  return !knownYet(() => props[property] as unknown).known && (propertyDependencies[property] ?? []).length === 0;
}

import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Fields } from "../reading/request-fields";

/** A rule on stacks that can mend single resources: the SDK serves both, although its typings know them apart alone. */
export interface MendingStackPolicy extends StackValidationPolicy, Pick<ResourceValidationPolicy, "remediateResource"> {
  /** It judges no resource alone. Without this the SDK tells the engine of each that the rule is not for it. */
  readonly validateResource: [];
}

/**
 * Writes a value at a path of AWS's own (Pascal) names into the properties of a resource, or of a part of one, in the resource's own
 * spelling; parts that are not there are made. In place, because a copy reads every property, and what a preview does not know
 * yet cannot be read.
 */
export function setAt(type: string, fields: Fields, path: readonly string[], value: unknown): void {
  const [name = "", ...rest] = path;
  const writable = fields as Record<string, unknown>;
  const key = spelled(type, fields, name);
  if (rest.length === 0) {
    writable[key] = value;
    return;
  }
  if (typeof writable[key] !== "object" || writable[key] === null) writable[key] = {};
  setAt(type, writable[key] as Fields, rest, value);
}

/** Our jobs hold AWS's request as AWS spells it, the `aws` provider's resources begin each name in lower case. */
function spelled(type: string, fields: Fields, name: string): string {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  if (name in fields) return name;
  return camel in fields || !type.startsWith("greenml:jobs:") ? camel : name;
}

import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { refusal } from "./plain-args";
import { sortedJson } from "./sorted";

/** Pulumi ends an automatic name with a hyphen and seven hex digits. */
const suffixLength = 8;

/**
 * Refuses a component name that AWS would refuse later, in the name of a child, after half of the stack exists.
 *
 * @param longest - the child whose automatic name is the longest: its ending and AWS's limit
 */
export function checkName(
  name: string,
  longest: { readonly ending: string; readonly limit: number },
  component: pulumi.Resource,
): void {
  const maximum = longest.limit - suffixLength - longest.ending.length;
  if (name.length > maximum) {
    const why = `AWS limits the name of its "${longest.ending.slice(1)}" to ${longest.limit}`;
    throw refusal(`Too long a name: "${name}" has ${name.length} characters, maximum ${maximum}, as ${why}`, component);
  }
  if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)) {
    throw refusal(
      `Expected a name of letters, digits and inner hyphens, as SageMaker demands, got "${name}"`,
      component,
    );
  }
}

/** A name that stays the same from deployment to deployment and differs from stack to stack, for what must be named beforehand. */
export function stableName(name: string): string {
  return `${name}-${digest([pulumi.getProject(), pulumi.getStack(), name])}`;
}

/** Eight hex digits that stand for a value; equal values give equal digits. */
export function digest(value: unknown): string {
  return createHash("sha256").update(sortedJson(value)).digest("hex").slice(0, 8);
}

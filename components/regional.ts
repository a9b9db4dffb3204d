import type * as pulumi from "@pulumi/pulumi";

/** A text that is fixed, or one that your program makes for the region the library has chosen. */
export type Regional = pulumi.Input<string> | ((region: string) => pulumi.Input<string>);

/** The text for a region. */
export function inRegion(value: Regional, region: string): pulumi.Input<string> {
  return typeof value === "function" ? value(region) : value;
}

/** Whether a text is bound to the region it was made for. */
export function isBound(value: Regional | undefined): boolean {
  return value !== undefined && typeof value !== "function";
}

import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isLater } from "./shown";
import { misfit } from "./text-input";

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

/** Checks such a text: a plain one at once; one that comes later, or is made for the region, is taken on trust. */
export function regionalInput(words: string, fits: (text: string) => boolean) {
  return z.custom<Regional>().superRefine((value, context) => {
    if (typeof value === "function" || isLater(value) || (typeof value === "string" && fits(value))) return;
    context.addIssue({ code: "custom", message: misfit(words, value), input: value });
  });
}

import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isLater, shown } from "./shown";

/**
 * Checks a text that may be an Output: a plain one at once, any other when AWS sees it.
 *
 * @param words - what would do, as in "an ARN"
 */
export function textInput(words: string, fits: (text: string) => boolean) {
  return z.custom<pulumi.Input<string>>().superRefine((value, context) => {
    if (isLater(value) || (typeof value === "string" && fits(value))) return;
    context.addIssue({ code: "custom", message: misfit(words, value), input: value });
  });
}

/** What to say of a value that does not fit. */
export function misfit(words: string, value: unknown): string {
  return `Expected {argument} to be ${words}, got ${shown(value)}`;
}

/** Checks a text of which nothing is known but that there must be one. */
export const someText = textInput("a text", (text) => text !== "");

/** Checks a text that may be empty. */
export const anyText = textInput("a text", () => true);

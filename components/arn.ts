import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";

/** Checks an ARN that may be an Output: a plain one at once, any other by AWS. */
export const arnInput = z.custom<pulumi.Input<string>>().superRefine((value, context) => {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return;
  if (typeof value === "string" && /^arn:[a-z-]+:[a-z0-9-]+:/.test(value)) return;
  const message = `Expected {argument} to be an ARN, got ${JSON.stringify(value)}`;
  context.addIssue({ code: "custom", message, input: value });
});

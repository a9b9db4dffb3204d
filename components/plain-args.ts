import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";

/**
 * Parses the half of a component's arguments that decides the plan, defaults filled in.
 *
 * @throws pulumi.ResourceError with one sentence on the first argument that does not fit, before any child exists
 */
export function plainArgs<Schema extends z.ZodType>(
  schema: Schema,
  args: unknown,
  component: pulumi.Resource,
): z.output<Schema> {
  const parsed = schema.safeParse(args, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw refusal(first === undefined ? "Expected other arguments" : sentence(first), component);
}

/** Runs a decision of the plan; what it refuses reaches the user as the component's own error, without our frames. */
export function planned<Decision>(component: pulumi.Resource, decide: () => Decision): Decision {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || pulumi.ResourceError.isInstance(error)) throw error;
    throw refusal(error.message, component);
  }
}

/** The error a user sees: one sentence on the component, stack hidden. */
export function refusal(message: string, component: pulumi.Resource): pulumi.ResourceError {
  return new pulumi.ResourceError(message, component, true);
}

function sentence(issue: z.core.$ZodIssue): string {
  const at = place(issue.path);
  const got = `got ${shown(issue.input)}`;
  if (pulumi.Output.isInstance(issue.input)) {
    return `Expected ${at} to be a plain value, got an Output: it decides the plan, so it must be known before deployment`;
  }
  switch (issue.code) {
    case "invalid_type":
      return `Expected ${at} to be ${article(issue.expected)}, ${got}`;
    case "invalid_value":
      return `Expected ${at} to be ${issue.values.map((value) => shown(value)).join(" or ")}, ${got}`;
    case "too_small":
      return `Expected ${at} ${bound("at least", "more than", issue)}, ${got}`;
    case "too_big":
      return `Expected ${at} ${bound("at most", "less than", issue)}, ${got}`;
    case "custom":
      return issue.message.replace("{argument}", at);
    case "invalid_union":
      return `Expected ${at} in one of its documented shapes, ${got}`;
    default:
      return `Expected ${at} in its documented form (${issue.message}), ${got}`;
  }
}

function bound(inclusive: string, exclusive: string, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const limit = String(issue.code === "too_small" ? issue.minimum : issue.maximum);
  const words = issue.inclusive === false ? exclusive : inclusive;
  const unit = issue.origin === "string" ? " characters" : issue.origin === "array" ? " entries" : "";
  return `of ${words} ${limit}${unit}`;
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "the arguments" : path.map(String).join(".");
}

function article(type: string): string {
  const word = { int: "whole number", array: "list", record: "map" }[type] ?? type;
  return /^[aeio]/.test(word) ? `an ${word}` : `a ${word}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
    return JSON.stringify(value);
  }
  return Array.isArray(value) ? `a list of ${value.length}` : `a value of type ${typeof value}`;
}

import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { takeOwnCatalog } from "./own-catalog";
import { isLater, shown } from "./shown";

/** A structure of arguments in which an unknown, such as a misspelled, name is refused. */
export function plainObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === "unrecognized_keys" ? `Unknown argument "{argument}${String(keys[0])}". Known: ${names}` : undefined,
  });
}

/**
 * Parses the half of a component's arguments that decides the plan, defaults filled in; every component does it first, so the
 * tables that it plans with are put in their place here.
 *
 * @throws pulumi.ResourceError with one sentence on the first argument that does not fit, before any child exists
 */
export function plainArgs<Schema extends z.ZodType>(
  schema: Schema,
  args: unknown,
  component: pulumi.Resource,
): z.output<Schema> {
  planned(component, takeOwnCatalog);
  const parsed = schema.safeParse(args, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw refusal(sentence(worst(parsed.error.issues)), component);
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
  const error = new pulumi.ResourceError(message, component, true);
  // Where a value comes only during deployment, Pulumi prints the stack although it is told to hide it.
  error.stack = message;
  return error;
}

/** A name nobody knows is often a misspelled one, and then explains that another is missing. */
function worst(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "Expected other arguments";
  if (isLater(issue.input) && issue.code !== "custom") {
    const reason = "it decides the plan, so it must be known before deployment";
    return `Expected ${place(issue.path)} to be a plain value, got ${shown(issue.input)}: ${reason}`;
  }
  return faultOf(issue, place(issue.path), `got ${shown(issue.input)}`);
}

function faultOf(issue: z.core.$ZodIssue, at: string, got: string): string {
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
    case "unrecognized_keys":
      return issue.message.replace("{argument}", issue.path.length === 0 ? "" : `${at}.`);
    case "invalid_union":
      return unionSentence(issue, at, got);
    default:
      return `Expected ${at} in its documented form (${issue.message}), ${got}`;
  }
}

/** What is wrong by the shape that comes nearest: the one of the right type with the fewest faults. */
function unionSentence(issue: z.core.$ZodIssueInvalidUnion, at: string, got: string): string {
  if (issue.discriminator !== undefined) {
    const choice = (issue.input as Record<string, unknown>)[issue.discriminator];
    const { options = [] } = issue as { readonly options?: readonly unknown[] };
    return `Expected ${at} to be ${options.map(shown).join(" or ")}, got ${shown(choice)}`;
  }
  const shapes = issue.errors.filter((faults) => !faults.some(isOfOtherType));
  const [nearest] = shapes.sort((one, other) => one.length - other.length);
  const fault = nearest && worst(nearest);
  if (fault === undefined) return `Expected ${at} ${shapeWords(issue)}, ${got}`;
  return sentence({ ...fault, path: [...issue.path, ...fault.path] });
}

/** What a union's schema says of its shapes; zod says "Invalid input" of those that say nothing. */
function shapeWords({ message }: z.core.$ZodIssue): string {
  return message === "Invalid input" ? "in one of its documented shapes" : message;
}

function isOfOtherType({ code, path }: z.core.$ZodIssue): boolean {
  return code === "invalid_type" && path.length === 0;
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

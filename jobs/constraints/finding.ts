/** One fault, or one doubt, about a request. */
export interface Finding {
  /** Where in the request, e.g. `StoppingCondition.MaxRuntimeInSeconds`; empty for the request as a whole. */
  readonly path: string;
  /** An error keeps the request from being sent; a warning is said and lets it pass. */
  readonly severity: "error" | "warning";
  /** What is wrong, what came, and what would do. */
  readonly sentence: string;
}

/** Stands for a value that is not known yet, such as the ARN of a role still to be created. It passes every check. */
export const unknown: unique symbol = Symbol("greenml.unknown");

/** A finding that keeps the request from being sent. */
export function refusal(path: string, sentence: string): Finding {
  return { path, severity: "error", sentence };
}

/** A finding that is said and lets the request pass. */
export function doubt(path: string, sentence: string): Finding {
  return { path, severity: "warning", sentence };
}

/** The name of a place in a request as people read it. */
export function placeName(path: string): string {
  if (path === "") return "request";
  return path.startsWith("[") ? `request${path}` : `request.${path}`;
}

/** A value as a message quotes it, cut where it gets long. */
export function quoted(value: unknown): string {
  if (value === unknown) return "a value not known yet";
  const text = typeof value === "string" ? JSON.stringify(value) : description(value);
  const characters = Array.from(text);
  return characters.length > 80 ? `${characters.slice(0, 77).join("")}...` : text;
}

function description(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "object") return "an object";
  return typeof value === "symbol" || typeof value === "function"
    ? typeof value
    : `${value as number | boolean | bigint}`;
}

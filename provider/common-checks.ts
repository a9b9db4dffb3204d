import { unknown } from "../jobs/constraints/finding";
import { plain, type Properties } from "./property-value";
import type { PropertyFault } from "./operations";

/** Faults of properties that nobody knows, such as misspelled ones. */
export function strangerFaults(news: Properties, known: readonly string[]): PropertyFault[] {
  return Object.keys(news)
    .filter((name) => !known.includes(name) && news[name] !== undefined && news[name] !== null)
    .map((name) => ({ path: name, reason: `Unknown argument ${name}; known: ${known.join(", ")}.` }));
}

/** Faults of the region. */
export function regionFaults(news: Properties): PropertyFault[] {
  const region = plain(news["region"]);
  if (region === unknown || (typeof region === "string" && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))) return [];
  return [{ path: "region", reason: `Expected region such as "eu-north-1", got ${came(region)}.` }];
}

/** Faults of a property that must be text. */
export function textFaults(news: Properties, name: string): PropertyFault[] {
  const value = plain(news[name]);
  if (value === unknown || (typeof value === "string" && value !== "")) return [];
  return [{ path: name, reason: `Expected ${name} to be text, got ${came(value)}.` }];
}

/** A value as a message quotes it. */
export function came(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return typeof value === "object" ? "an object" : JSON.stringify(value);
}

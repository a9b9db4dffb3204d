import type { Failure } from "./check-types";
import type { ResourceFact } from "./facts";
import type { Properties } from "./values";

/** What is wrong between inputs: those that exclude, need or stand in for each other. An unknown value counts as given. */
export function checkGroups(fact: ResourceFact, inputs: Properties): Failure[] {
  const given = (name: string) => inputs[name] !== undefined;
  return [
    ...(fact.conflicts ?? []).filter((names) => names.every(given)).map(conflict),
    ...(fact.exactlyOneOf ?? []).flatMap((names) => exactlyOne(names, names.filter(given))),
    ...(fact.atLeastOneOf ?? []).filter((names) => !names.some(given)).map(noneOf),
    ...(fact.together ?? []).filter((names) => names.some(given) && !names.every(given)).map(apart(given)),
  ];
}

function conflict(names: readonly string[]): Failure {
  const [first = "", ...others] = names;
  return { property: first, reason: `Cannot set ${first} because ${others.join(" and ")} is set.` };
}

function exactlyOne(names: readonly string[], given: readonly string[]): Failure[] {
  const [first = ""] = given.length > 0 ? given : names;
  if (given.length === 1) return [];
  const got = given.length === 0 ? "none" : given.join(" and ");
  return [{ property: first, reason: `Expected exactly one of ${names.join(", ")}, got ${got}.` }];
}

function noneOf(names: readonly string[]): Failure {
  return { property: names[0] ?? "", reason: `Expected at least one of ${names.join(", ")}, got none.` };
}

function apart(given: (name: string) => boolean): (names: readonly string[]) => Failure {
  return (names) => {
    const missing = names.filter((name) => !given(name));
    const present = names.filter(given);
    return {
      property: missing[0] ?? "",
      reason: `Expected ${missing.join(" and ")} together with ${present.join(" and ")}.`,
    };
  };
}

import { rules } from "../../policies/registry";
import { knownYet } from "../../policies/reading/known-yet";
import { type Given, judge, unknownStringValue } from "../policies/support/judge";
import { pageOf } from "../policies/support/page";

// Evidence and support of software grow old; the pages are judged as on the day they were written.

type Path = readonly (string | number)[];

/** Every place of a value below another: parts and lists as a whole, and what they hold. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys: Path = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const below = keys.flatMap((key) => placesIn((value as Record<string | number, unknown>)[key], [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

/** A copy in which one place holds what a preview does not know yet. */
function unknownAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return unknownStringValue;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = unknownAt(copy[key], rest);
  return copy;
}

/** Whether a rule finds something, says that it cannot judge yet, or keeps silent. */
async function answer(rule: (typeof rules)[number], given: readonly Given[]): Promise<"finds" | "waits" | "silent"> {
  const messages: string[] = [];
  try {
    await judge(rule, given, {}, messages);
  } catch (error) {
    const reading = knownYet(() => {
      throw error;
    });
    if (!reading.known) return messages.length > 0 ? "finds" : "waits";
  }
  return messages.length > 0 ? "finds" : "silent";
}

it.each(rules)(
  "$name never passes in silence what it refuses because one value is unknown in a preview",
  async (rule) => {
    const silent: string[] = [];
    for (const snippet of pageOf(rule.name).snippets("Refused")) {
      for (const [index, resource] of snippet.entries()) {
        for (const path of placesIn(resource.props)) {
          const props = unknownAt(resource.props, path) as Given["props"];
          const given = snippet.map((one, at) => (at === index ? { ...one, props } : one));
          if ((await answer(rule, given)) === "silent") silent.push(`${resource.type} ${path.join(".")}`);
        }
      }
    }
    expect(silent).toEqual([]);
  },
);

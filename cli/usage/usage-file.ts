import { z } from "zod";

import { InputError } from "../input-error";
import { parsed } from "../reading/parsed";
import { readText } from "../reading/read-text";
import { yamlOrJson } from "../reading/yaml-or-json";
import type { StackResource } from "../stack/stack-resource";
import type { Knobs } from "./amount";
import { knobs, typeMeasurement } from "./knobs";
import { agreeingMeasurements, refuseContradictions } from "./contradictions";
import { quantitiesOf } from "./measured";
import type { Sayable, Usage } from "./usage";

/** The file of `--usage`. */
export const usageFile = z.strictObject({
  resources: z
    .record(z.string().min(1), knobs.nullable())
    .nullable()
    .optional()
    .describe("By URN, by name in the program, or by type; the closest says it"),
  measured: z
    .array(typeMeasurement)
    .optional()
    .describe(
      "What was measured of instance types, for whatever runs on them; what is measured of a resource goes before",
    ),
});

/**
 * Reads a usage file for some resources; refuses an entry that is for none of them, and measurements that contradict.
 * @public read on demand, which tools cannot see
 */
export function readUsage(file: string, resources: readonly StackResource[]): Usage {
  const { resources: said, measured = [] } = parsed(usageFile, yamlOrJson(readText(file, "--usage"), file), file);
  const entries = new Map(Object.entries(said ?? {}));
  const names = new Set(resources.flatMap(({ urn, name, type }) => [urn, name, type]));
  const stray = [...entries.keys()].find((one) => !names.has(one));
  if (stray !== undefined) {
    throw new InputError(
      `Unknown resource "${stray}" in ${file}: no resource of the input has this URN, name or type; --write-usage lists them`,
    );
  }
  for (const [name, entry] of entries) {
    refuseContradictions(entry?.measured ?? [], `resources.${name}.measured`, file);
  }
  return {
    of: ({ urn, name, type }, allowed) => {
      const [key, found] =
        [urn, name, type].map((one) => [one, entries.get(one)] as const).find(([, one]) => one) ?? [];
      if (key === undefined || found === undefined || found === null) return {};
      refuseStrange(found, allowed, (what, would) => {
        throw new InputError(`Cannot use ${what} of "${key}" in ${file} because ${type} has no such thing: ${would}`);
      });
      return found;
    },
    measured: agreeingMeasurements(measured, "measured", file),
  };
}

/** Tells of the first thing that means nothing there, and of what would. */
function refuseStrange(
  found: Knobs,
  { knobs: allowed, measurable = [] }: Sayable,
  refuse: (what: string, would: string) => never,
): void {
  const wrong = Object.keys(found).find((one) => !(allowed as readonly string[]).includes(one));
  if (wrong !== undefined) {
    refuse(wrong, allowed.length === 0 ? "nothing can be said about it" : `what counts is ${allowed.join(", ")}`);
  }
  const strange = found.measured?.flatMap(quantitiesOf).find((one) => !measurable.includes(one));
  if (strange !== undefined) refuse(`measured ${strange}`, `what can be measured is ${measurable.join(", ")}`);
}

import { z } from "zod";

import { InputError } from "../input-error";
import { parsed } from "../reading/parsed";
import { readText } from "../reading/read-text";
import { yamlOrJson } from "../reading/yaml-or-json";
import type { StackResource } from "../stack/stack-resource";
import { knobs } from "./knobs";
import type { Usage } from "./usage";

/** The file of `--usage`. */
export const usageFile = z.strictObject({
  resources: z
    .record(z.string().min(1), knobs.nullable())
    .nullable()
    .describe("By URN, by name in the program, or by type; the closest says it"),
});

/**
 * Reads a usage file for some resources; refuses an entry that is for none of them.
 * @public read on demand, which tools cannot see
 */
export function readUsage(file: string, resources: readonly StackResource[]): Usage {
  const entries = parsed(usageFile, yamlOrJson(readText(file, "--usage"), file), file).resources ?? {};
  const names = new Set(resources.flatMap(({ urn, name, type }) => [urn, name, type]));
  const stray = Object.keys(entries).find((one) => !names.has(one));
  if (stray !== undefined) {
    throw new InputError(
      `Unknown resource "${stray}" in ${file}: no resource of the input has this URN, name or type; --write-usage lists them`,
    );
  }
  return {
    of: ({ urn, name, type }, allowed) => {
      const [key, found] = [urn, name, type].map((one) => [one, entries[one]] as const).find(([, one]) => one) ?? [];
      if (key === undefined || found === undefined || found === null) return {};
      const wrong = Object.keys(found).find((one) => !(allowed as readonly string[]).includes(one));
      if (wrong === undefined) return found;
      const would = allowed.length === 0 ? "nothing can be said about it" : `what counts is ${allowed.join(", ")}`;
      throw new InputError(`Cannot use ${wrong} of "${key}" in ${file} because ${type} has no such thing: ${would}`);
    },
  };
}

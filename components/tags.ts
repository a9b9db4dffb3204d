import * as z from "zod";
import { sortedEntries } from "./sorted";

/** AWS allows fifty tags, three of which a job needs for itself. */
const mostTags = 47;

/** Checks tags, by the rules of AWS's "Tag" and of the tags a job bears for itself. */
export const plannedTags = z.record(z.string(), z.string().max(256)).superRefine((tags, context) => {
  const keys = Object.keys(tags);
  const reserved = keys.find((key) => /^(aws|greenml):/i.test(key));
  const misfit = keys.find((key) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key));
  const fault =
    keys.length > mostTags
      ? `Too many entries in {argument}: ${keys.length}, maximum ${mostTags}`
      : reserved !== undefined
        ? `Cannot set the tag "${reserved}" in {argument} because keys that start so are kept for others`
        : misfit !== undefined
          ? `Expected keys of {argument} of 1 to 128 letters, digits, spaces and _.:/=+-@, got "${misfit}"`
          : undefined;
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault, input: tags });
});

/** Tags as SageMaker's requests take them. */
export function requestTags(tags: Readonly<Record<string, string>> | undefined) {
  return tags && { Tags: sortedEntries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

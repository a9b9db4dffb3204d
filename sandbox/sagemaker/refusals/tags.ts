import type { Tags } from "../state/tag-state";

/** Tags of one resource (AWS General Reference: tagging). */
const mostTags = 50;

/** What is wrong with tags that are to be added to those that are there. */
export function tagFault(tags: Tags, present: Tags = []): string | undefined {
  const keys = tags.map(({ Key }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `Duplicate tag keys found: "${twice}". Tag keys must be unique.`;
  const reserved = keys.find((key) => key.toLowerCase().startsWith("aws:"));
  if (reserved !== undefined) return `The tag key "${reserved}" is invalid: keys that start with "aws:" are reserved.`;
  const total = new Set([...keys, ...present.map(({ Key }) => Key)]).size;
  return total <= mostTags
    ? undefined
    : `The number of tags, ${total}, exceeds the limit of ${mostTags} for a resource.`;
}

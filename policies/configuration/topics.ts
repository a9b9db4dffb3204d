import type { Policies } from "@pulumi/policy";

/** What rules are about; a pack's owner can put a whole topic off. */
export const topics = [
  "place",
  "hardware",
  "training",
  "serving",
  "idle",
  "pipelines",
  "recycling",
  "software",
  "storage",
  "evidence",
  "stack",
] as const;
export type Topic = (typeof topics)[number];

/** The topic of a rule: the one of its tags that names a topic. */
export function topicOf({ tags = [] }: Policies[number]): Topic | undefined {
  return topics.find((topic) => tags.includes(topic));
}

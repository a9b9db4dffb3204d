import type { PolicyResource } from "@pulumi/policy";
import { knownYet } from "../reading/known-yet";

/** How many of something may be alike, and what is wrong with one too many. */
interface Likeness<One> {
  readonly maximum: number;
  /** What a resource has of it. */
  readonly read: (resource: PolicyResource) => readonly One[];
  /** What alike ones have in common, as a text. */
  readonly key: (one: One) => string;
  /** Whether two alike ones count as one. */
  readonly same: (one: One, other: One) => boolean;
  readonly faultOf: (one: One, alike: number) => string;
}

/**
 * Judges what resources of a stack have together: of those that are alike, each past the maximum is a fault of its resource. What
 * a preview does not know yet is for the SDK to report, after all that could be judged.
 */
export function judgeAlike<One>(
  resources: readonly PolicyResource[],
  { maximum, read, key, same, faultOf }: Likeness<One>,
  report: (message: string, urn?: string) => void,
): void {
  const readings = resources.map((resource) =>
    knownYet(() => read(resource).map((one): Owned<One> => ({ one, urn: resource.urn }))),
  );
  const groups = new Map<string, readonly Owned<One>[]>();
  for (const own of readings.flatMap((reading) => (reading.known ? reading.value : []))) {
    const group = groups.get(key(own.one)) ?? [];
    if (!group.some((other) => same(own.one, other.one))) groups.set(key(own.one), [...group, own]);
  }
  for (const group of groups.values()) {
    for (const { one, urn } of group.slice(maximum)) report(faultOf(one, group.length), urn);
  }
  const unknown = readings.find((reading) => !reading.known);
  if (unknown?.known === false) throw unknown.report;
}

interface Owned<One> {
  readonly one: One;
  readonly urn: string;
}

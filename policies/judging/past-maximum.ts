/** One of several that are alike, past as many as are agreed. */
interface PastMaximum<One> {
  readonly one: One;
  /** How many are alike. */
  readonly alike: number;
}

/**
 * Those past the maximum among several that are alike, in their order.
 *
 * @param key - What alike ones have in common, as a text.
 * @param same - Whether two count as one.
 */
export function pastMaximum<One>(
  all: readonly One[],
  maximum: number,
  key: (one: One) => string,
  same: (one: One, other: One) => boolean,
): readonly PastMaximum<One>[] {
  const groups = new Map<string, readonly One[]>();
  for (const one of all) {
    const group = groups.get(key(one)) ?? [];
    if (!group.some((other) => same(one, other))) groups.set(key(one), [...group, one]);
  }
  return [...groups.values()].flatMap((group) => group.slice(maximum).map((one) => ({ one, alike: group.length })));
}

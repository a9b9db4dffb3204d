/** What things are put in order by: the first keys that differ decide. */
export type OrderKeys = readonly (number | string)[];

/** Compares two things by their keys, numbers by size and text by code point, so that an order never depends on a locale. */
export function inOrder<Thing>(keys: (one: Thing) => OrderKeys): (one: Thing, other: Thing) => number {
  return (one, other) => {
    const others = keys(other);
    for (const [index, key] of keys(one).entries()) {
      const against = others[index];
      if (against !== undefined && key !== against) return key < against ? -1 : 1;
    }
    return 0;
  };
}

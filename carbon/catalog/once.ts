import { generation } from "./replaced-tables";

/** A value that is worked out on the first call and kept until a table is replaced. */
export function once<Value>(make: () => Value): () => Value {
  let kept: { readonly value: Value; readonly from: number } | undefined;
  return () => {
    const now = generation();
    if (kept?.from !== now) kept = { value: make(), from: now };
    return kept.value;
  };
}

/** As {@link once}, for every key of a small set such as types or regions. */
export function onceEach<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const kept = once(() => new Map<Key, Value>());
  return (key) => {
    const known = kept();
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

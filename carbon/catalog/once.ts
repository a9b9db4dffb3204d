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

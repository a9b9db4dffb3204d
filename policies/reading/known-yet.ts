/** What came of a reading: the value, or the policy SDK's own report that part of it is unknown in this preview. */
export type Reading<Value> =
  { readonly known: true; readonly value: Value } | { readonly known: false; readonly report: Error };

/** Reads what a preview may not know yet. Every other error passes through. */
export function knownYet<Value>(read: () => Value): Reading<Value> {
  try {
    return { known: true, value: read() };
  } catch (error) {
    if (isUnknownReport(error)) return { known: false, report: error };
    throw error;
  }
}

/** Whether an error says that a value is not known yet, before a deployment or before a run. */
export function isUnknownReport(error: unknown): error is Error {
  // The SDK does not export its error class; this property is what tells it apart.
  return error instanceof Error && "unknownTypeSentinel" in error;
}

/** A value for a message alone, which must not keep a rule from its verdict: nothing when a preview does not know it. */
export function ifKnown<Value>(read: () => Value): Value | undefined {
  const reading = knownYet(read);
  return reading.known ? reading.value : undefined;
}

/**
 * A value that is given only when work starts: a pipeline's parameter without a default, a path into a state machine's input.
 * It is there, and nobody knows it: what reads it throws a {@link RunTimeReport}.
 */
export class RunTimeValue {
  constructor(
    /** What stands for the value: `Parameters.InstanceType`, `$.instanceType`. */
    readonly expression: string,
  ) {}
}

/** What reading a {@link RunTimeValue} throws. Like the policy SDK's report on a preview it says that a rule cannot judge. */
export class RunTimeReport extends Error {
  /** What tells such reports from errors; see `known-yet.ts`. */
  readonly unknownTypeSentinel = "run time";
  /** The resource whose reading it was, where one of many was read. */
  urn: string | undefined;

  constructor(path: readonly string[], { expression }: RunTimeValue) {
    super(`${path.join(".") || "all of it"} is ${expression}, which is given when it runs`);
  }
}

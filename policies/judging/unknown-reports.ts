import { RunTimeReport } from "../reading/run-time-value";

/** What a rule throws that could judge several resources no further, some of them because they have not run. */
class UnknownReports extends Error {
  /** What tells such reports from errors; see `reading/known-yet.ts`. */
  readonly unknownTypeSentinel = "several";

  constructor(readonly reports: readonly Error[]) {
    super(reports.map(({ message }) => message).join("; "));
  }
}

/** Ends a judgement with what it could not read: with the report itself that is the SDK's, which tells of the first alone. */
export function throwUnknown(reports: readonly Error[]): void {
  const [first, ...others] = reports;
  if (first === undefined) return;
  if (others.length === 0 || !reports.some((one) => one instanceof RunTimeReport)) throw first;
  throw new UnknownReports(reports);
}

/** The reports that a judgement ended with. */
export function reportsIn(thrown: Error | undefined): readonly Error[] {
  if (thrown === undefined) return [];
  return thrown instanceof UnknownReports ? thrown.reports : [thrown];
}

import type { ReportViolation } from "@pulumi/policy";

/** A finding with a level of its own, which the SDK takes in place of a message although its typings do not say so. */
export interface Advice {
  readonly message: string;
  readonly enforcementLevel: "advisory";
  readonly urn?: string | undefined;
}

/** Reports advice, whatever the level of the rule. */
export function advise(report: ReportViolation, description: string, says: string, urn?: string): void {
  const advice: Advice = { message: `${description}\n${says}`, enforcementLevel: "advisory", urn };
  (report as ReportViolation & ((advice: Advice) => void))(advice);
}

import { sealOf } from "../../../policies/configuration/evidence-record";
import type { Given } from "./judge";

type Fields = Readonly<Record<string, unknown>>;

/** A sealed record, a baseline that the model beats unless something else is given. */
export function record(over: Fields = {}): Fields {
  const content = {
    id: "churn-baseline",
    kind: "baseline",
    subject: "churn",
    what: "The churn rate of the tariff as the prediction, against the model",
    data: { name: "validation.csv", digest: `sha256:${"0".repeat(64)}`, rows: 1500 },
    results: [{ metric: "auc", value: 0.82, unit: "1", comparedWith: 0.71, better: "higher" }],
    measuredAt: "2026-11-01",
    job: "churn-validation",
    signedOffBy: "ml@example.com",
    ...over,
  };
  return { ...content, digest: sealOf(content) };
}

/** A component that holds evidence in an output. */
export function evidence(...records: readonly unknown[]): Given {
  return { type: "greenml:evidence:File", name: "evidence", props: { evidence: records } };
}

import { builtin, continuous, TunedTraining, type TunedTrainingArgs } from "../../components";

/** A search of a small model that may run anywhere. */
export function churnTraining(overrides: Partial<TunedTrainingArgs> = {}): TunedTraining {
  return new TunedTraining("churn", {
    algorithm: builtin.xgboost(),
    data: { train: (region) => `s3://data-${region}/train/`, validation: (region) => `s3://data-${region}/check/` },
    objective: { metric: "validation:auc" },
    search: { eta: continuous(0.01, 0.3, "logarithmic") },
    expectedHoursPerTrial: 0.1,
    ...overrides,
  });
}

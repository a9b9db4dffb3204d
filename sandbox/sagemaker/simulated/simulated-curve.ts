import type { TrainingRun } from "../job-runner";

import { chanceOf } from "./chance";

const epochNames = ["num_round", "epochs", "num_epochs", "n_epochs", "n-epochs", "numepochs"];

/** A made-up learning curve: the same hyper-parameters give the same one. Errors and losses fall, scores rise. */
export function simulatedCurve(run: TrainingRun): { readonly metric: string; readonly values: readonly number[] } {
  const metric = run.objectiveMetric ?? run.metricDefinitions[0]?.name ?? defaultMetric(run);
  const asked = epochNames.map((name) => Number(run.hyperParameters[name])).find((epochs) => epochs >= 1);
  const epochs = Math.min(20, Math.floor(asked ?? 10));
  const settings = Object.entries(run.hyperParameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const quality = chanceOf(JSON.stringify(settings));
  const falls = /(loss|error|rmse|mae|mse|merror|deviance|perplexity)/i.test(metric);
  const values = Array.from({ length: epochs }, (_, epoch) => {
    const learnt = 1 - Math.exp((-3 * (epoch + 1)) / epochs);
    const score = 0.5 + (0.2 + 0.25 * quality) * learnt;
    return falls ? 1 - score : score;
  });
  return { metric, values };
}

function defaultMetric(run: TrainingRun): string {
  const measure = run.hyperParameters["eval_metric"]?.split(",")[0]?.trim();
  const hasValidation = run.channels.some(({ name }) => name === "validation");
  return `${hasValidation ? "validation" : "train"}:${measure === undefined || measure === "" ? "rmse" : measure}`;
}

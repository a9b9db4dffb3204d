import { isTerminal } from "../kinds";
import type { Trial } from "./trial-summary";

/** So many failed trials and no good one make AWS give a tuning job up. */
const patienceWithFailures = 5;

/** AWS's sentence for giving a tuning job up when none of its trials has an objective; nothing while there is hope. */
export function givenUp(trials: readonly Trial[]): string | undefined {
  const ended = trials.filter(({ document }) => isTerminal(document.TrainingJobStatus));
  if (ended.length < patienceWithFailures) return undefined;
  return ended.every(({ document }) => document.TrainingJobStatus === "Failed")
    ? `No training job succeeded after ${ended.length} attempts. For additional details, please take a look at the training job failures by listing training jobs for the tuning job.`
    : `No objective metrics found after running ${ended.length} training jobs. Please ensure that the custom algorithm is emitting the objective metric as defined by the regular expression provided.`;
}

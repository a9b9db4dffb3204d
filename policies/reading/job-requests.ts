import { ifKnown } from "./known-yet";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** What a rule reads of a resource, whether it is judged alone or within its stack. */
export interface JudgedResource {
  readonly type: string;
  readonly props: Fields;
  readonly provider?: { readonly props: Fields } | undefined;
  /** For work that is written down in another resource: the type of that resource. */
  readonly startedBy?: string;
  /** Whether what has made it takes it away again, such as a state machine that tries out an endpoint. */
  readonly temporary?: boolean;
}

/** One training as SageMaker would run it: a training job, or each trial of a tuning job's definition. */
export interface TrainingRun {
  /** The run's place in a sentence: "the training job", "each trial". */
  readonly what: string;
  /** AWS's request, or definition, that describes the run. */
  readonly request: Fields;
}

const trainingTypes = ["aws:sagemaker/trainingJob:TrainingJob", "greenml:jobs:TrainingJob"];
const tuningTypes = [
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
  "greenml:jobs:HyperParameterTuningJob",
];

/** The request that a job resource sends to AWS: our jobs hold it whole, the `aws` provider's resources are it. */
export function requestOf({ type, props }: JudgedResource): Fields | undefined {
  return type.startsWith("greenml:jobs:") ? partAt(props, "request") : props;
}

/** The request of a tuning job, empty when it cannot be read; nothing for any other resource. */
export function tuningRequest(resource: JudgedResource): Fields | undefined {
  return tuningTypes.includes(resource.type) ? (requestOf(resource) ?? {}) : undefined;
}

/** The request of a tuning job that searches as its owner says; nothing where SageMaker tunes by itself, and for any other resource. */
export function searchRequest(resource: JudgedResource): Fields | undefined {
  const request = tuningRequest(resource);
  return request === undefined || isAutotuned(request) ? undefined : request;
}

/** Strategy, limits and completion criteria of a tuning job. */
export function tuningConfiguration(request: Fields): Fields | undefined {
  return partAt(request, "HyperParameterTuningJobConfig") ?? partAt(request, "Config");
}

/** Whether SageMaker itself chooses strategy, limits and early stopping of a tuning job. */
export function isAutotuned(request: Fields): boolean {
  return textAt(request, "Autotune", "Mode") === "Enabled";
}

/** What a tuning job trains: one definition, or several that compete. */
export function trainingDefinitions(request: Fields): readonly Fields[] {
  const single = partAt(request, "TrainingJobDefinition");
  return single === undefined ? partsAt(request, "TrainingJobDefinitions") : [single];
}

/** The trainings that a resource starts on instances of the owner's choice. */
export function trainingRuns(resource: JudgedResource): readonly TrainingRun[] {
  if (trainingTypes.includes(resource.type)) return singleRun(requestOf(resource) ?? {});
  const tuning = tuningRequest(resource);
  if (tuning === undefined) return [];
  return trainingDefinitions(tuning).map((request) => {
    const name = ifKnown(() => textAt(request, "DefinitionName"));
    return { what: name === undefined ? "each trial" : `each trial of "${name}"`, request };
  });
}

/** A serverless job is billed by the token and runs on instances of AWS's choice, under AWS's limits. */
function singleRun(request: Fields): readonly TrainingRun[] {
  return partAt(request, "ServerlessJobConfig") === undefined ? [{ what: "the training job", request }] : [];
}

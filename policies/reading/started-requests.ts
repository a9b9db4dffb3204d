import type { JudgedResource } from "./job-requests";
import { pipelineSteps } from "./pipeline-steps";
import { type Fields, textAt } from "./request-fields";
import { scheduledCall } from "./scheduled-call";
import { callOfSageMaker, type StartedRequest } from "./started-request";
import { machineRequests } from "./state-machine-requests";

/** The requests that a resource has written down; throws the SDK's report where a preview does not know them yet. */
export function startedRequests({ type, props }: JudgedResource): readonly StartedRequest[] {
  return readers.get(type)?.(props) ?? [];
}

/** Whether a resource is of a type that has requests written down. */
export function holdsRequests({ type }: JudgedResource): boolean {
  return readers.has(type);
}

const readers: ReadonlyMap<string, (props: Fields) => readonly StartedRequest[]> = new Map([
  ["aws:sagemaker/pipeline:Pipeline", pipelineRequests],
  ["aws:sfn/stateMachine:StateMachine", (props: Fields) => machineRequests(textAt(props, "Definition") ?? "")],
  ["aws:scheduler/schedule:Schedule", scheduledRequests],
]);

const callsOfSteps: ReadonlyMap<string, string> = new Map([
  ["ClarifyCheck", "CreateProcessingJob"],
  ["Model", "CreateModel"],
  ["Processing", "CreateProcessingJob"],
  ["QualityCheck", "CreateProcessingJob"],
  ["RegisterModel", "CreateModelPackage"],
  ["Training", "CreateTrainingJob"],
  ["Transform", "CreateTransformJob"],
  ["Tuning", "CreateHyperParameterTuningJob"],
]);

/** A step without arguments, which AWS refuses, asks for nothing. */
function pipelineRequests(pipeline: Fields): readonly StartedRequest[] {
  return pipelineSteps(pipeline).flatMap(({ name, type, fields }) => {
    const call = callsOfSteps.get(type);
    const request = fields["Arguments"];
    if (call === undefined || request === undefined) return [];
    return [{ call, request, place: `step "${name}" of the pipeline` }];
  });
}

/** A schedule that calls SageMaker itself. What a call is given that creates nothing is not read: previews often do not know it. */
function scheduledRequests(schedule: Fields): readonly StartedRequest[] {
  const made = scheduledCall(schedule);
  if (made === undefined || !/^create/i.test(made.word)) return [];
  const request = made.request();
  if (request === undefined) return [];
  return [{ call: callOfSageMaker(made.word), request, place: `${made.word} of the schedule` }];
}

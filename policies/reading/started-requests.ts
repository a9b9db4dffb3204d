import { ifKnown } from "./known-yet";
import { oncePerText, workedOut } from "./expressions";
import type { JudgedResource } from "./job-requests";
import { definitionOf, pipelineSteps } from "./pipeline-steps";
import { type Fields, partAt, textAt } from "./request-fields";
import { RunTimeValue } from "./run-time-value";
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

/** A schedule that calls SageMaker itself; one that is switched off starts nothing. */
function scheduledRequests(schedule: Fields): readonly StartedRequest[] {
  const target = partAt(schedule, "Target");
  // The address of a call is written down; one that a preview does not know yet is that of some resource.
  const address = ifKnown(() => textAt(target, "Arn")) ?? "";
  const [, word] = /^arn:[^:]+:scheduler:::aws-sdk:sagemaker:(\w+)$/.exec(address) ?? [];
  if (word === undefined || textAt(schedule, "State") === "DISABLED") return [];
  const request = inputOf(textAt(target, "Input") ?? "");
  return request === undefined ? [] : [{ call: callOfSageMaker(word), request, place: `${word} of the schedule` }];
}

/** What the scheduler fills in, such as the id of the execution, is known only then. */
const inputOf = oncePerText((text) => {
  const ofText = (one: string) => (one.includes("<aws.scheduler.") ? new RunTimeValue(one) : undefined);
  return workedOut(definitionOf(text), { ofText });
});

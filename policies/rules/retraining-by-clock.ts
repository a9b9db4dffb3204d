import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trainingCostWords } from "../judging/cost-words";
import { type Clock, clockOf } from "../reading/clocks";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { definitionOf, pipelineSteps } from "../reading/pipeline-steps";
import { type Fields, partAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "retraining-by-clock";

const settings = z.strictObject({
  acceptedSchedules: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of schedules, or of rules' targets, whose data is new whenever the clock strikes"),
});

/** Refuses trainings that the clock starts, whether there is anything new to learn or not. */
export const retrainingByClock: StackValidationPolicy = {
  name,
  description: "A model is trained again when its data or its quality has changed, not because time has passed.",
  remediationSteps:
    "Start the pipeline from an event (new data in S3, a drift alarm), or let its first step end the run when nothing is " +
    "new and list the schedule in acceptedSchedules.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { acceptedSchedules } = settingsOf(name, settings, stack);
    const faultsOf = (resource: JudgedResource & { readonly name: string }): readonly string[] => {
      if (acceptedSchedules.includes(resource.name)) return [];
      const clock = clockOf(resource, stack.resources);
      const started = clock === undefined ? undefined : startedBy(clock.target, stack.resources);
      if (clock === undefined || started === undefined) return [];
      return [
        `Cannot wait for something new because ${clock.expression} starts ${started}; ${runOf(resource, clock)}.`,
      ];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

/** What trains a model when a target is called: a pipeline, a state machine, a function, or a call of SageMaker's API. */
function startedBy(target: Fields, resources: readonly JudgedResource[]): string | undefined {
  const address = textAt(target, "Arn") ?? "";
  for (const [form, trainedBy] of addresses) {
    const [, own] = form.exec(address) ?? [];
    if (own !== undefined) return trainedBy(own, resources, target);
  }
  return undefined;
}

type TrainedBy = (own: string, resources: readonly JudgedResource[], target: Fields) => string | undefined;

/** The forms of a target's address, each with what trains there by the part that it names. */
const addresses: readonly (readonly [RegExp, TrainedBy])[] = [
  [/:aws-sdk:sagemaker:(\w+)$/, (call, resources, target) => trainingCall(call, target, resources)],
  [/:aws-sdk:sfn:(startExecution)$/i, (_, resources, target) => trainingExecution(target, resources)],
  [/:pipeline\/(.+)$/, trainingPipeline],
  [/:stateMachine:([^:]+)/, trainingMachine],
  [/:function:([^:]+)/, trainingFunction],
  // A build, a batch job or a task of ECS says no more than its name.
  [/([^:/]*re-?train[^:/]*)$/i, (own) => `"${own}"`],
];

function trainingExecution(target: Fields, resources: readonly JudgedResource[]): string | undefined {
  const machine = textAt(definitionOf(textAt(target, "Input")), "StateMachineArn") ?? "";
  return trainingMachine(machine.replace(/^.*:stateMachine:/, ""), resources);
}

const STARTS_TRAINING = /create(TrainingJob|HyperParameterTuningJob|AutoMLJob(V2)?)$/i;

function trainingCall(call: string, target: Fields, resources: readonly JudgedResource[]): string | undefined {
  if (STARTS_TRAINING.test(call)) return call;
  if (!/^startPipelineExecution$/i.test(call)) return undefined;
  const pipeline = textAt(definitionOf(textAt(target, "Input")), "PipelineName") ?? "";
  return trainingPipeline(pipeline.replace(/^.*:pipeline\//, ""), resources);
}

/** A pipeline of the stack is asked for its steps; of one made elsewhere no more is known than that it runs. */
function trainingPipeline(pipeline: string, resources: readonly JudgedResource[]): string | undefined {
  const same = (name: string | undefined) => name?.toLowerCase() === pipeline.toLowerCase();
  const found = resources.find(
    ({ type, props }) => type === "aws:sagemaker/pipeline:Pipeline" && same(textAt(props, "PipelineName")),
  );
  const steps = found === undefined ? [] : pipelineSteps(found.props);
  if (steps.length > 0 && !steps.some(({ type }) => trainingSteps.includes(type))) return undefined;
  return pipeline === "" ? "a pipeline" : `pipeline "${pipeline}"`;
}

const trainingSteps = ["Training", "Tuning", "AutoML"];

function trainingMachine(machine: string, resources: readonly JudgedResource[]): string | undefined {
  const found = resources.find(
    ({ type, props }) => type === "aws:sfn/stateMachine:StateMachine" && textAt(props, "Name") === machine,
  );
  const definition = textAt(found?.props, "Definition") ?? "";
  const trains = /sagemaker:(create(TrainingJob|HyperParameterTuningJob|AutoMLJob)|startPipelineExecution)/i;
  return trains.test(definition) ? `state machine "${machine}", which trains` : undefined;
}

/** A function trains that is told of a pipeline or a state machine that does, or that says so by its name. */
function trainingFunction(called: string, resources: readonly JudgedResource[]): string | undefined {
  const found = resources.find(
    ({ type, props }) => type === "aws:lambda/function:Function" && textAt(props, "Name") === called,
  );
  const variables = partAt(found?.props, "Environment", "Variables");
  const told = Object.keys(variables ?? {}).map((key) => textAt(variables, key) ?? "");
  const [started] = resources.flatMap((resource) => trainingOf(resource, told, resources) ?? []);
  if (started !== undefined) return `function "${called}", which is told of ${started}`;
  return /re-?train/i.test(called) ? `function "${called}"` : undefined;
}

/** What a resource trains, if one of the texts is its name or ends with it. */
function trainingOf(
  { type, props }: JudgedResource,
  texts: readonly string[],
  resources: readonly JudgedResource[],
): string | undefined {
  const own = textAt(props, type === "aws:sagemaker/pipeline:Pipeline" ? "PipelineName" : "Name");
  if (own === undefined || !texts.some((text) => text === own || /[:/]([^:/]+)$/.exec(text)?.[1] === own)) {
    return undefined;
  }
  if (type === "aws:sagemaker/pipeline:Pipeline") return trainingPipeline(own, resources);
  return type === "aws:sfn/stateMachine:StateMachine" ? trainingMachine(own, resources) : undefined;
}

function runOf(resource: JudgedResource, { target }: Clock): string {
  const request = definitionOf(textAt(target, "Input")) ?? {};
  return `each run at its limit: ${trainingCostWords(resource, { what: "the run", request })}`;
}

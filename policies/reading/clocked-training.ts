import type { JudgedResource } from "./job-requests";
import { definitionOf } from "./pipeline-steps";
import { type Fields, partAt, textAt } from "./request-fields";
import {
  inputOf,
  type Told,
  toldIn,
  trainingMachine,
  trainingPipeline,
  trainingTold,
  trainingToldOf,
} from "./told-training";

/** What trains a model when a clock calls a target, in a sentence; nothing when nothing does. */
export function clockedTraining(target: Fields, resources: readonly JudgedResource[]): string | undefined {
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
  [
    /:aws-sdk:lambda:(invoke)$/i,
    (_, resources, target) => trainingFunction(namedIn(target, "FunctionName"), resources, target),
  ],
  [/:pipeline\/(.+)$/, trainingPipeline],
  [/:stateMachine:([^:]+)/, trainingMachine],
  [/:function:([^:]+)/, trainingFunction],
  [/([^:/]*)$/, trainingTask],
];

/** The last part of a name or an address in the input of a call. */
function namedIn(target: Fields, field: string): string {
  return (textAt(definitionOf(textAt(target, "Input")), field) ?? "").replace(
    /^.*:(function|stateMachine|pipeline)[:/]/,
    "",
  );
}

function trainingExecution(target: Fields, resources: readonly JudgedResource[]): string | undefined {
  return trainingMachine(namedIn(target, "StateMachineArn"), resources);
}

const STARTS_TRAINING = /create(TrainingJob|HyperParameterTuningJob|AutoMLJob(V2)?)$/i;

function trainingCall(call: string, target: Fields, resources: readonly JudgedResource[]): string | undefined {
  if (STARTS_TRAINING.test(call)) return call;
  if (!/^startPipelineExecution$/i.test(call)) return undefined;
  return trainingPipeline(namedIn(target, "PipelineName"), resources);
}

/**
 * A function trains that its input tells to, whose environment names a pipeline or a state machine of the stack that does, or
 * that says so by its name.
 */
function trainingFunction(called: string, resources: readonly JudgedResource[], target: Fields): string | undefined {
  const found = resources.find(
    ({ type, props }) => type === "aws:lambda/function:Function" && textAt(props, "Name") === called,
  );
  if (/re-?train/i.test(called)) return `function "${called}"`;
  const environment = toldIn(partAt(found?.props, "Environment", "Variables"));
  const told = trainingToldOf(environment, resources) ?? trainingTold(inputOf(target), resources);
  return told === undefined ? undefined : `function "${called}", which is told of ${told}`;
}

/** A build, a task of ECS or a job of Batch: what it is told by its clock, its environment and its commands, or its name. */
function trainingTask(called: string, resources: readonly JudgedResource[], target: Fields): string | undefined {
  const own = [...inputOf(target), ...parts.flatMap((part) => toldIn(partAt(target, part)))];
  const named = [called, ...own.map(([, text]) => text)].map((text) => LAST.exec(text)?.[1] ?? text);
  const name = named.find((one) => /^[\w.-]*re-?train[\w.-]*$/i.test(one));
  if (name !== undefined) return `"${name}"`;
  const commands = resources.flatMap(({ type, props }) => {
    const task = tasks.get(type);
    return task !== undefined && named.includes(textAt(props, task.name) ?? "") ? toldIn(task.told(props)) : [];
  });
  const environment = commands.filter(([, text]) => !/\s/.test(text));
  const told =
    trainingToldOf(environment, resources) ?? trainingTold([...own, ...commands.map(withoutComments)], resources);
  return told === undefined ? undefined : `"${called}", which is told of ${told}`;
}

/** What a rule or a schedule says of a task or a job besides its input. */
const parts = ["EcsTarget", "EcsParameters", "BatchTarget", "BatchParameters"];
/** The last name in an address, without its revision. */
const LAST = /(?:^|[:/])([^:/\s]+?)(?::\d+)?$/;

function withoutComments([key, text]: Told): Told {
  return [key, text.replace(/^\s*#.*$/gm, "")];
}

/** Where what runs on a clock says what it does, and by which property it is named. */
const tasks: ReadonlyMap<string, { readonly name: string; readonly told: (props: Fields) => unknown }> = new Map([
  [
    "aws:codebuild/project:Project",
    {
      name: "Name",
      told: (props: Fields) => [
        partAt(props, "Environment")?.["environmentVariables"],
        textAt(props, "Source", "Buildspec"),
      ],
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    { name: "Family", told: (props: Fields) => textAt(props, "ContainerDefinitions") },
  ],
  [
    "aws:batch/jobDefinition:JobDefinition",
    { name: "Name", told: (props: Fields) => textAt(props, "ContainerProperties") },
  ],
]);

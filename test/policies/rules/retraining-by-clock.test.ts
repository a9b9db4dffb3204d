import { hours, trainingFootprint } from "../../../carbon";
import { retrainingByClock } from "../../../policies/rules/retraining-by-clock";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { lambdaFunction, logGroup, pipeline } from "../support/resources";

const PIPELINE = "arn:aws:sagemaker:eu-north-1:123456789012:pipeline/churn";
const MACHINE = "arn:aws:states:eu-north-1:123456789012:stateMachine:retrain";
const call = (action: string) => `arn:aws:scheduler:::aws-sdk:sagemaker:${action}`;
const schedule = (target: unknown, props = {}) => ({
  type: "aws:scheduler/schedule:Schedule",
  props: { region: "eu-north-1", scheduleExpression: "rate(1 day)", target, ...props },
});
const rule = (props = {}) => ({
  type: "aws:cloudwatch/eventRule:EventRule",
  props: { name: "nightly", scheduleExpression: "cron(0 2 * * ? *)", ...props },
});
const target = (props = {}) => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  props: { rule: "nightly", arn: PIPELINE, ...props },
});
const machine = (definition?: unknown) => ({
  type: "aws:sfn/stateMachine:StateMachine",
  props: { name: "retrain", definition },
});
const FUNCTION = "arn:aws:lambda:eu-north-1:123456789012:function:start";
const told = (PIPELINE_NAME: string, name = "start") =>
  lambdaFunction({ name, environment: { variables: { LOG_LEVEL: "INFO", PIPELINE_NAME } } });
const starting = (what: string, clock = "rate(1 day)") =>
  `Cannot wait for something new because ${clock} starts ${what}; each run at its limit: `;
const machines = { instanceType: "ml.m7i.xlarge", instanceCount: 1 };
const request = {
  ResourceConfig: { InstanceType: "ml.m7i.xlarge", InstanceCount: 1 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};
const hour = costWords(trainingFootprint({ region: "eu-north-1", ...machines, hours: hours(1) }));
const onPipeline = starting('pipeline "churn"');

const cases: readonly Case[] = [
  {
    when: "a schedule starts a pipeline made elsewhere",
    given: schedule({ arn: PIPELINE }),
    says: [`${onPipeline}energy, emissions and cost unknown.`],
  },
  {
    when: "the pipeline trains, and its name is written otherwise",
    given: [schedule({ arn: PIPELINE }), pipeline([{ Type: "Training" }], { pipelineName: "Churn" })],
    says: [onPipeline],
  },
  {
    when: "the pipeline does not train",
    given: [schedule({ arn: PIPELINE }), pipeline([{ Type: "Transform" }])],
    says: [],
  },
  {
    when: "the pipeline's steps are not to be read",
    given: [schedule({ arn: PIPELINE }), pipeline([], { pipelineDefinition: undefined })],
    says: [onPipeline],
  },
  {
    when: "a schedule calls SageMaker",
    given: [
      schedule({ arn: call("createTrainingJob"), input: JSON.stringify(request) }),
      schedule({ arn: call("createHyperParameterTuningJob") }),
      schedule({ arn: call("createAutoMLJobV2") }),
      schedule({ arn: call("startPipelineExecution"), input: '{"PipelineName":"churn"}' }),
      schedule({ arn: call("startPipelineExecution") }),
    ],
    says: [
      starting("createTrainingJob") + hour,
      starting("createHyperParameterTuningJob"),
      starting("createAutoMLJobV2"),
      onPipeline,
      starting("a pipeline"),
    ],
  },
  {
    when: "a schedule calls something else",
    given: [
      schedule({ arn: call("stopNotebookInstance") }),
      schedule({ arn: "arn:aws:lambda:eu-north-1:123456789012:function:tidy" }),
      schedule({}),
      schedule(undefined),
    ],
    says: [],
  },
  {
    when: "a rule starts a pipeline",
    given: [rule(), target()],
    says: [starting('pipeline "churn"', "cron(0 2 * * ? *)")],
  },
  { when: "a rule waits for an event", given: [rule({ scheduleExpression: "" }), target()], says: [] },
  {
    when: "a rule is switched off",
    given: [
      ...[rule({ state: "DISABLED" }), target(), rule({ name: "old", isEnabled: false }), target({ rule: "old" })],
      ...[rule({ name: "text", isEnabled: "false" }), target({ rule: "text" })],
    ],
    says: [],
  },
  {
    when: "a target's rule is elsewhere or unnamed",
    given: [rule({ name: "" }), target({ rule: "" }), target()],
    says: [],
  },
  {
    when: "a schedule is switched off or strikes once",
    given: [
      schedule({ arn: PIPELINE }, { state: "DISABLED" }),
      schedule({ arn: PIPELINE }, { scheduleExpression: "at(2026-12-01T00:00:00)" }),
      schedule({ arn: PIPELINE }, { scheduleExpression: undefined }),
    ],
    says: [],
  },
  {
    when: "a state machine trains",
    given: [schedule({ arn: MACHINE }), machine('{"Resource":"arn:aws:states:::sagemaker:createTrainingJob.sync"}')],
    says: [starting('state machine "retrain", which trains')],
  },
  {
    when: "a state machine does something else, or is elsewhere",
    given: [schedule({ arn: MACHINE }), machine('{"Resource":"arn:aws:states:::sns:publish"}')],
    says: [],
  },
  { when: "a state machine has no definition", given: [schedule({ arn: MACHINE }), machine()], says: [] },
  { when: "a state machine is elsewhere", given: schedule({ arn: MACHINE }), says: [] },
  {
    when: "a schedule starts a state machine through its API",
    given: [
      schedule({ arn: "arn:aws:scheduler:::aws-sdk:sfn:startExecution", input: `{"StateMachineArn":"${MACHINE}"}` }),
      schedule({ arn: "arn:aws:scheduler:::aws-sdk:sfn:startExecution" }),
      machine('{"Resource":"arn:aws:states:::sagemaker:createTrainingJob.sync"}'),
    ],
    says: [starting('state machine "retrain", which trains')],
  },
  {
    when: "a function is told of a pipeline or of a state machine that trains",
    given: [
      schedule({ arn: FUNCTION }),
      rule(),
      target({ arn: "arn:aws:lambda:eu-north-1:123456789012:function:again:live" }),
      told("churn"),
      told(MACHINE, "again"),
      pipeline([{ Type: "Training" }], { pipelineName: "churn" }),
      machine('{"Resource":"arn:aws:states:::sagemaker:createTrainingJob.sync"}'),
    ],
    says: [
      starting('function "start", which is told of pipeline "churn"'),
      starting('function "again", which is told of state machine "retrain", which trains', "cron(0 2 * * ? *)"),
    ],
  },
  {
    when: "a function trains by its name",
    given: schedule({ arn: "arn:aws:lambda:eu-north-1:123456789012:function:churn-retraining" }),
    says: [starting('function "churn-retraining"')],
  },
  {
    when: "something else retrains by its name",
    given: [
      schedule({ arn: "arn:aws:codebuild:eu-north-1:123456789012:project/churn-retrain" }),
      schedule({ arn: "arn:aws:codebuild:eu-north-1:123456789012:project/site" }),
    ],
    says: [starting('"churn-retrain"')],
  },
  {
    when: "a function is told of something else, or of nothing",
    given: [
      schedule({ arn: FUNCTION }),
      told("scoring"),
      schedule({ arn: "arn:aws:lambda:eu-north-1:123456789012:function:plain" }),
      lambdaFunction({ name: "plain" }),
      pipeline([{ Type: "Transform" }], { pipelineName: "scoring" }),
      pipeline([{ Type: "Training" }], { pipelineName: "churn" }),
    ],
    says: [],
  },
  {
    when: "the schedule is accepted",
    given: schedule({ arn: PIPELINE }),
    settings: { acceptedSchedules: ["churn"] },
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(retrainingByClock, given, settings), says)).toEqual(says);
});

it.each([
  { what: "a target's address", given: schedule({ arn: unknownStringValue }) },
  { what: "an expression", given: schedule({ arn: PIPELINE }, { scheduleExpression: unknownStringValue }) },
])("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(retrainingByClock, given)).rejects.toThrow("can't be known during preview");
});

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

const trains = pipeline([{ Type: "Training" }], { pipelineName: "churn" });
const scores = pipeline([{ Type: "Transform" }], { pipelineName: "churn" });
const toldFunction = (what: string) => [starting(`function "start", which is told of ${what}`)];
const inputs: readonly [string, unknown, readonly string[]][] = [
  [
    "a call and a pipeline made elsewhere",
    { action: "start_pipeline_execution", pipelineName: "sales-train" },
    toldFunction("start_pipeline_execution"),
  ],
  ["a training", { call: "CreateTrainingJob", params: { name: "sales" } }, toldFunction("CreateTrainingJob")],
  ["to train again", { task: "retrain" }, toldFunction("retrain")],
  ["a pipeline that trains by its name", { pipeline: "sales-training" }, toldFunction('"sales-training"')],
  ["to train a model", { action: "train_model" }, toldFunction('"train_model"')],
  ["to say how a training stands", { action: "training_status" }, []],
  ["a job of another kind", { mode: "score", job: "daily" }, []],
  ["to stop one", { action: "stop_pipeline_execution", pipelineName: "sales-train" }, []],
  ["to describe a training", { action: "describe", trainingJob: "sales-train" }, []],
  ["to report what trainings cost", { report: "retraining-costs" }, []],
  ["trains of the other kind", { pipeline: "sales", subject: "train timetable" }, []],
  ["to score", { action: "start_pipeline_execution", pipelineName: "sales" }, toldFunction("start_pipeline_execution")],
  ["nothing", undefined, []],
];

it.each(inputs)("judges a function whose input tells of %s", async (_, input, says) => {
  const text = input === undefined ? undefined : JSON.stringify(input);
  const given = schedule({ arn: FUNCTION, input: text });
  expect(starts(await judge(retrainingByClock, given), says)).toEqual(says);
});

it.each([
  ["measures drift of", { check: "psi", pipeline: "churn" }, []],
  ["names nothing but", { pipeline: "churn" }, []],
  ["starts", { mode: "start", pipeline: "churn" }, toldFunction('pipeline "churn"')],
])("judges a function whose input %s a pipeline of the stack", async (_, input, says) => {
  const given = [schedule({ arn: FUNCTION, input: JSON.stringify(input) }), trains];
  expect(starts(await judge(retrainingByClock, given), says)).toEqual(says);
});

it.each([
  ["trains", trains, toldFunction('pipeline "churn"')],
  ["only scores", scores, []],
])("asks a pipeline of the stack that an input names whether it %s", async (_, named, says) => {
  const input = '{"action":"start_pipeline_execution","pipelineName":"churn"}';
  const given = [
    rule({ scheduleExpression: "rate(1 day)" }),
    target({ arn: FUNCTION, inputTransformer: { inputTemplate: input } }),
    named,
  ];
  expect(starts(await judge(retrainingByClock, given), says)).toEqual(says);
  const invoked = schedule({
    arn: "arn:aws:scheduler:::aws-sdk:lambda:invoke",
    input: JSON.stringify({ FunctionName: FUNCTION, Payload: input }),
  });
  expect(starts(await judge(retrainingByClock, [invoked, named]), says)).toEqual(says);
});

const BUILD = "arn:aws:codebuild:eu-north-1:123456789012:project/nightly";
const build = (buildspec: string, environmentVariables: readonly object[] = []) => ({
  type: "aws:codebuild/project:Project",
  props: { name: "nightly", environment: { environmentVariables }, source: { buildspec } },
});
const task = (containers: readonly object[]) => ({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  props: { family: "nightly", containerDefinitions: JSON.stringify(containers) },
});
const batch = (properties: object) => ({
  type: "aws:batch/jobDefinition:JobDefinition",
  props: { name: "nightly", containerProperties: JSON.stringify(properties) },
});
const onCluster = schedule({
  arn: "arn:aws:ecs:eu-north-1:123456789012:cluster/work",
  roleArn: "arn:aws:iam::123456789012:role/retrain",
  ecsParameters: { taskDefinitionArn: "arn:aws:ecs:eu-north-1:123456789012:task-definition/nightly:3" },
});
const onQueue = {
  arn: "arn:aws:batch:eu-north-1:123456789012:job-queue/work",
  batchTarget: { jobDefinition: "nightly", jobName: "nightly" },
};
const command = "python -c \"boto3.client('sagemaker').start_pipeline_execution(PipelineName='churn')\"";

it.each([
  [
    "a build that starts a pipeline",
    [schedule({ arn: BUILD }), build(`phases:\n  build:\n    commands:\n      - ${command}\n`)],
    '"nightly", which is told of start_pipeline_execution',
  ],
  [
    "a build that starts one of the stack",
    [schedule({ arn: BUILD }), build(command), trains],
    '"nightly", which is told of pipeline "churn"',
  ],
  [
    "a build that is told of one",
    [schedule({ arn: BUILD }), build("", [{ name: "PIPELINE", value: "churn" }]), trains],
    '"nightly", which is told of pipeline "churn"',
  ],
  [
    "a build that a call starts",
    [
      schedule({ arn: "arn:aws:scheduler:::aws-sdk:codebuild:startBuild", input: '{"ProjectName":"nightly"}' }),
      build(command),
    ],
    '"startBuild", which is told of start_pipeline_execution',
  ],
  [
    "a task that trains",
    [onCluster, task([{ name: "work", command: ["python", "train.py"] }])],
    '"work", which is told of train.py',
  ],
  [
    "a task that runs a module",
    [onCluster, task([{ name: "work", command: ["python", "-m", "churn.train"] }])],
    '"work", which is told of "churn.train"',
  ],
  [
    "a build that checks first and reports",
    [
      schedule({ arn: BUILD }),
      build(`phases:\n  build:\n    commands:\n      - ${command}\nreports:\n  tests:\n`, [
        { name: "CHECK_FORMAT", value: "1" },
      ]),
    ],
    '"nightly", which is told of start_pipeline_execution',
  ],
  [
    "a task that is told to retrain",
    [onCluster, task([{ name: "work", environment: [{ name: "MODE", value: "retrain" }] }])],
    '"work", which is told of retrain',
  ],
  [
    "a job that trains",
    [
      rule({ scheduleExpression: "rate(1 day)" }),
      target(onQueue),
      batch({ command: ["aws", "sagemaker", "create-training-job"] }),
    ],
    '"work", which is told of create-training-job',
  ],
] as const)("refuses %s by the clock", async (_, given, what) => {
  const says = [starting(what)];
  expect(starts(await judge(retrainingByClock, given), says)).toEqual(says);
});

it.each([
  [
    "a build that only tests",
    [schedule({ arn: BUILD }), build("phases:\n  build:\n    commands:\n      - npm test\n")],
  ],
  [
    "a build whose training is commented out",
    [schedule({ arn: BUILD }), build(`commands:\n  # ${command}\n  - npm test\n`)],
  ],
  ["a build that starts a pipeline which scores", [schedule({ arn: BUILD }), build(command), scores]],
  [
    "a build of another name",
    [schedule({ arn: BUILD }), { ...build(command), props: { name: "site", source: { buildspec: command } } }],
  ],
  [
    "a task that scores, started by a role for retraining",
    [onCluster, task([{ name: "work", command: ["python", "score.py"] }])],
  ],
  [
    "a task without containers",
    [onCluster, { type: "aws:ecs/taskDefinition:TaskDefinition", props: { family: "nightly" } }],
  ],
] as const)("leaves %s alone", async (_, given) => {
  expect(await judge(retrainingByClock, given)).toEqual([]);
});

const training = { Type: "Task", Resource: "arn:aws:states:::sagemaker:createTrainingJob.sync", Parameters: request };
const wait = (Seconds: unknown, more = {}) => ({ Type: "Wait", Seconds, ...more });
const itself = {
  Type: "Task",
  Resource: "arn:aws:states:::states:startExecution",
  Parameters: { "StateMachineArn.$": "$$.StateMachine.Id" },
  End: true,
};
const looping = (States: unknown) => ({
  type: "aws:sfn/stateMachine:StateMachine",
  props: { region: "eu-north-1", name: "evergreen", definition: JSON.stringify({ StartAt: "Train", States }) },
});
const again = (seconds: number) =>
  `Cannot wait for something new because state "Train" runs again after the ${seconds} s of "Sleep"; each run at its limit: `;

it.each([
  [
    "trains, waits a day and trains",
    { Train: { ...training, Next: "Sleep" }, Sleep: wait(86_400, { Next: "Train" }) },
    again(86_400) + hour,
  ],
  [
    "trains in a branch",
    {
      Train: {
        Type: "Parallel",
        Branches: [{ StartAt: "One", States: { One: { ...training, End: true } } }],
        Next: "Sleep",
      },
      Sleep: wait("43200", { Next: "Train" }),
    },
    again(43_200),
  ],
  [
    "starts itself again",
    { Train: { ...training, Next: "Sleep" }, Sleep: wait(604_800, { Next: "Again" }), Again: itself },
    again(604_800) + hour,
  ],
])("refuses a state machine that %s", async (_, states, says) => {
  expect(starts(await judge(retrainingByClock, looping(states)), [says])).toEqual([says]);
  expect(await judge(retrainingByClock, looping(states), { acceptedSchedules: ["churn"] })).toEqual([]);
});

it.each([
  ["trains once", { Train: { ...training, End: true } }],
  ["waits once and trains", { Train: { ...training, End: true }, Sleep: wait(86_400, { Next: "Train" }) }],
  [
    "asks every minute how a training fares",
    { Train: { ...training, Next: "Sleep" }, Sleep: wait(60, { Next: "Train" }) },
  ],
  [
    "comes back for capacity after a failure",
    {
      Train: { ...training, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Sleep" }], End: true },
      Sleep: wait(7200, { Next: "Train" }),
    },
  ],
  [
    "trains again when a choice finds drift",
    {
      Train: { ...training, Next: "Sleep" },
      Sleep: wait(86_400, { Next: "Drifted" }),
      Drifted: {
        Type: "Choice",
        Choices: [{ Variable: "$.drift", BooleanEquals: true, Next: "Train" }],
        Default: "Sleep",
      },
    },
  ],
  [
    "scores every day",
    {
      Train: { ...training, Resource: "arn:aws:states:::sagemaker:createTransformJob.sync", Next: "Sleep" },
      Sleep: wait(86_400, { Next: "Train" }),
    },
  ],
  [
    "starts another one",
    {
      Train: { ...training, Next: "Sleep" },
      Sleep: wait(86_400, { Next: "Other" }),
      Other: { ...itself, Parameters: { StateMachineArn: MACHINE } },
    },
  ],
  [
    "leads into a circle beside it",
    {
      Train: { ...training, Next: "Sleep" },
      Sleep: wait(86_400, { Next: "Nap" }),
      Nap: wait(86_400, { Next: "Sleep" }),
    },
  ],
])("leaves a state machine alone that %s", async (_, states) => {
  expect(await judge(retrainingByClock, looping(states))).toEqual([]);
});

it.each([
  { what: "a target's address", given: schedule({ arn: unknownStringValue }) },
  { what: "an expression", given: schedule({ arn: PIPELINE }, { scheduleExpression: unknownStringValue }) },
])("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(retrainingByClock, given)).rejects.toThrow("can't be known during preview");
});

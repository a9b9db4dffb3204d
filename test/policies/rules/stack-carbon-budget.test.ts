import { endpointMonthFootprint } from "../../../carbon";
import { stackCarbonBudget } from "../../../policies/rules/stack-carbon-budget";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import {
  bucket,
  configuration,
  endpoint,
  jobSchedule,
  lambdaFunction,
  lifecycleConfiguration,
  logGroup,
  notebook,
  pipeline,
  training,
  trainingOfOurs,
  tuning,
  zeroTarget,
} from "../support/resources";

/** What a month of the one endpoint of `configuration()` emits at the high end, kg. */
function kilogramsOfOne(): number {
  const { emissions } = endpointMonthFootprint({
    region: "eu-north-1",
    instanceType: "ml.m6i.large",
    instanceCount: 1,
  });
  return emissions.kind === "unknown" ? Number.NaN : emissions.high / 1000;
}

const budget = { maxKilogramsPerMonth: kilogramsOfOne() };
const strange = configuration({ instanceType: "ml.q9.large" });
const nowhere = configuration({}, { region: "" });
const cases: readonly Case[] = [
  { when: "nothing is always on", given: logGroup(), settings: { maxKilogramsPerMonth: 0 }, says: [] },
  { when: "the stack is exactly at its budget", given: configuration(), settings: budget, says: [] },
  {
    when: "two endpoints share the budget of one",
    given: [configuration(), { ...configuration({ initialInstanceCount: 2 }), name: "big" }],
    settings: budget,
    says: ["Too much CO2e: up to "],
  },
  { when: "the default budget is far off", given: configuration(), says: [] },
  {
    when: "many machines stand on a dirty grid",
    given: configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "ap-south-1" }),
    says: ["Too much CO2e: up to "],
  },
  {
    when: "all can go down to zero",
    given: [configuration({}, { asyncInferenceConfig: { outputConfig: {} } }), endpoint(), zeroTarget()],
    settings: { maxKilogramsPerMonth: 0 },
    says: [],
  },
  {
    when: "the catalogue lacks the type",
    given: strange,
    says: ['Unknown emissions of variant "primary" of churn: the maximum of 100 kg a month cannot be judged.'],
  },
  { when: "no region is named", given: nowhere, says: ['Unknown emissions of variant "primary" of churn: '] },
  { when: "what has no figure is accepted", given: strange, settings: { acceptUnknown: true }, says: [] },
  {
    when: "what has no figure stands beside too much",
    given: [configuration(), strange],
    settings: { maxKilogramsPerMonth: 0 },
    says: ["Too much CO2e: up to "],
  },
  {
    when: "the provider wrote zero for the number of instances, which reads as one",
    given: configuration({ initialInstanceCount: 0 }),
    settings: budget,
    says: [],
  },
];

const none = { maxKilogramsPerMonth: 0 };
const hour = { StoppingCondition: { MaxRuntimeInSeconds: 3600 } };
const machines = { ResourceConfig: { InstanceType: "ml.m7i.xlarge", InstanceCount: 1 } };
const trains = "arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob";
const nightly = jobSchedule("createTrainingJob", { ...machines, ...hour });
const processing = {
  ProcessingResources: { ClusterConfig: { InstanceType: "ml.m5.large", InstanceCount: 2 } },
  ...hour,
};
const warm = configuration({
  instanceType: "",
  serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5, provisionedConcurrency: 2 },
});
const serverless = configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } });
const tidied = [
  notebook({ lifecycleConfigName: "tidy" }),
  lifecycleConfiguration({ onStart: "curl -O x; python autostop.py --time 3600" }),
];
const tracking = { type: "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", props: { region: "eu-north-1" } };
const volume = { type: "aws:ebs/volume:Volume", props: { region: "eu-north-1", size: 500 } };
const machine = { type: "aws:ec2/instance:Instance", props: { region: "eu-north-1", instanceType: "g5.xlarge" } };
const app = (instanceType: string) => ({
  type: "aws:sagemaker/app:App",
  props: { region: "eu-north-1", resourceSpec: { instanceType } },
});
const counted: readonly Case[] = [
  { when: "a notebook is never stopped", given: notebook(), says: ["the notebook churn"] },
  { when: "a notebook stops itself", given: tidied, says: [] },
  { when: "an app of Studio runs", given: app("ml.g5.xlarge"), says: ["the app churn"] },
  { when: "Jupyter's own server runs", given: app("system"), says: [] },
  { when: "a machine of EC2 runs", given: machine, says: ["the EC2 instance churn"] },
  { when: "a volume of its own is there", given: volume, says: ["the volume churn"] },
  { when: "serverless copies are kept warm", given: warm, says: ['variant "primary" of churn'] },
  { when: "a serverless variant waits for calls", given: serverless, says: [] },
  { when: "the clock trains", given: nightly, says: ["what rate(1 day) of churn starts"] },
  {
    when: "the clock processes",
    given: jobSchedule("createProcessingJob", processing),
    says: ["what rate(1 day) of churn starts"],
  },
  {
    when: "the clock searches",
    given: jobSchedule("createHyperParameterTuningJob", {
      HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 3 } },
      TrainingJobDefinition: { ...machines, ...hour },
    }),
    says: ["what rate(1 day) of churn starts"],
  },
  { when: "the clock is off", given: { ...nightly, props: { ...nightly.props, state: "DISABLED" } }, says: [] },
  {
    when: "the clock strikes once",
    given: jobSchedule("createTrainingJob", machines, { scheduleExpression: "at(2027-01-01T00:00:00)" }),
    says: [],
  },
  { when: "the clock does something else", given: jobSchedule("stopNotebookInstance", {}), says: [] },
  {
    when: "the length of what the clock starts depends on its data",
    given: jobSchedule("createTransformJob", { TransformResources: machines.ResourceConfig }),
    says: [],
  },
  { when: "jobs run once", given: [training(), trainingOfOurs(), tuning({})], says: [] },
  { when: "data and calls decide", given: [bucket(), lambdaFunction()], says: [] },
];

it.each(counted)("counts $says.0 when $when", async ({ given, says }) => {
  const messages = await judge(stackCarbonBudget, given, none);
  expect(messages.map((message) => /; (.*) alone up to/.exec(message)?.[1] ?? message)).toEqual(says);
});

const uncounted: readonly Case[] = [
  {
    when: "a tracking server runs on nobody knows what",
    given: tracking,
    says: ["Unknown emissions of the tracking server churn: "],
  },
  {
    when: "a clock says no rhythm",
    given: jobSchedule("createTrainingJob", machines, { scheduleExpression: "cron(0 2 1 1 ? 2027)" }),
    says: ["Unknown emissions of what cron(0 2 1 1 ? 2027) of churn starts: "],
  },
  ...[null, "text", "[]"].map((input) => ({
    when: `the clock starts what nobody can read in ${input ?? "nothing"}`,
    given: jobSchedule("createTrainingJob", {}, { target: { arn: trains, input } }),
    says: ["Unknown emissions of what rate(1 day) of churn starts: "],
  })),
  {
    when: "use is not accepted either",
    given: [serverless, bucket()],
    settings: { acceptByUse: false },
    says: ['Unknown emissions of variant "primary" of churn, churn: the maximum of 100 kg'],
  },
  {
    when: "many have no figure",
    given: Array.from({ length: 7 }, () => tracking),
    says: [
      `Unknown emissions of ${Array.from({ length: 5 }, () => "the tracking server churn").join(", ")} and 2 more: `,
    ],
  },
  {
    when: "jobs of the stack are counted",
    given: tuning({}),
    settings: { ...none, jobRunsPerMonth: 1 },
    says: ["Too much CO2e: up to "],
  },
];

it.each(uncounted)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackCarbonBudget, given, settings), says)).toEqual(says);
});

it("adds a job up as often as it is taken to run", async () => {
  const high = async (jobRunsPerMonth: number) => {
    const [message = ""] = await judge(stackCarbonBudget, tuning({}), { ...none, jobRunsPerMonth });
    return Number(/up to ([\d.]+) kg a month/.exec(message)?.[1]);
  };
  expect((await high(8000)) / (await high(2000))).toBeCloseTo(4, 1);
});

it("says how many are not in the sum", async () => {
  const [message] = await judge(stackCarbonBudget, [configuration(), serverless, bucket(), training()], none);
  expect(message).toMatch(/ kg; not in it are 3 that run once or by use\.$/);
});

it("counts a variant's volumes", async () => {
  const high = async (variant: Readonly<Record<string, unknown>>) => {
    const [message = ""] = await judge(stackCarbonBudget, configuration(variant), none);
    return Number(/up to ([\d.]+) kg a month/.exec(message)?.[1]);
  };
  expect(await high({ volumeSizeInGb: 10_000 })).toBeGreaterThan(await high({}));
});

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackCarbonBudget, given, settings), says)).toEqual(says);
});

it("names the largest part, and how many have no figure", async () => {
  const big = { ...configuration({ initialInstanceCount: 2 }), name: "big" };
  const [message] = await judge(stackCarbonBudget, [configuration(), big, strange], { maxKilogramsPerMonth: 0.5 });
  expect(message).toMatch(
    /^Too much CO2e: up to [\d.]+ kg a month, maximum 0\.5 kg; variant "primary" of big alone up to [\d.]+ kg; unknown for 1 more\.$/,
  );
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = configuration({ instanceType: unknownStringValue });
  const judged = judge(stackCarbonBudget, [configuration(), hidden], { maxKilogramsPerMonth: 0 }, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(starts(messages, ["Too much CO2e"])).toEqual(["Too much CO2e"]);
});

it("takes an address that a preview does not know for that of a resource, which no schedule starts by itself", async () => {
  const target = { arn: unknownStringValue, input: "{}" };
  expect(await judge(stackCarbonBudget, { ...nightly, props: { ...nightly.props, target } }, none)).toEqual([]);
});

it("says that it cannot judge what a schedule starts while a preview does not know its target or the request", async () => {
  for (const target of [unknownStringValue, { arn: trains, input: unknownStringValue }]) {
    const judged = judge(stackCarbonBudget, { ...nightly, props: { ...nightly.props, target } }, none);
    await expect(judged).rejects.toThrow("can't be known during preview");
  }
});

const steps = pipeline([
  { Name: "Prepare", Type: "Processing", Arguments: processing },
  { Name: "Train", Type: "Training", Arguments: { ...machines, ...hour } },
]);
const address = "arn:aws:sagemaker:eu-north-1:123456789012:pipeline/churn";
const clock = (target: Readonly<Record<string, unknown>>, props: Readonly<Record<string, unknown>> = {}) => ({
  type: "aws:scheduler/schedule:Schedule",
  props: { region: "eu-north-1", scheduleExpression: "rate(1 day)", target, ...props },
  name: "nightly",
});
const eventTarget = {
  type: "aws:cloudwatch/eventTarget:EventTarget",
  props: { rule: "nightly", arn: address },
  name: "nightly",
};
const eventRule = {
  type: "aws:cloudwatch/eventRule:EventRule",
  props: { name: "nightly", scheduleExpression: "rate(1 day)" },
};
const startsPipeline = {
  arn: "arn:aws:scheduler:::aws-sdk:sagemaker:startPipelineExecution",
  input: JSON.stringify({ PipelineName: "churn" }),
};
const inPreview = {
  ...clock({ arn: unknownStringValue }),
  madeOf: { target: "aws:sagemaker/pipeline:Pipeline::churn" },
};

it("does not wait for what a call is given that starts no job", async () => {
  const target = { ...startsPipeline, input: unknownStringValue };
  expect(await judge(stackCarbonBudget, { ...nightly, props: { ...nightly.props, target } }, none)).toEqual([]);
});

const clocked = ["the processing job churn, 31 times a month"];

const pipelines: readonly Case[] = [
  { when: "nothing starts the pipeline", given: steps, says: [] },
  { when: "a schedule starts it", given: [steps, clock({ arn: address })], says: clocked },
  { when: "a schedule calls for it", given: [steps, clock(startsPipeline)], says: clocked },
  { when: "a rule of events starts it by the clock", given: [steps, eventTarget, eventRule], says: clocked },
  { when: "a preview knows only where the address comes from", given: [steps, inPreview], says: clocked },
  {
    when: "two clocks start it",
    given: [steps, clock({ arn: address }), clock(startsPipeline)],
    says: ["the processing job churn, 61 times a month"],
  },
  { when: "the schedule is off", given: [steps, clock({ arn: address }, { state: "DISABLED" })], says: [] },
  { when: "another pipeline is started", given: [steps, clock({ arn: `${address}-other` })], says: [] },
  {
    when: "an event starts it",
    given: [steps, eventTarget, { ...eventRule, props: { name: "nightly", eventPattern: "{}" } }],
    says: [],
  },
];

it.each(pipelines)("counts $says.0 when $when", async ({ given, says }) => {
  const messages = await judge(stackCarbonBudget, given, none);
  expect(messages.map((message) => /; (.*) alone up to/.exec(message)?.[1] ?? message)).toEqual(says);
});

import type { Policies } from "@pulumi/policy";
import { topicOf } from "../../../../policies/configuration/topics";
import { onStartedWork } from "../../../../policies/judging/started-work/started-work-rules";
import { RunTimeReport, RunTimeValue } from "../../../../policies/reading/run-time-value";
import { rules } from "../../../../policies/registry";
import { type Given, judge, judgeAlone, unknownStringValue } from "../../support/judge";
import {
  callState,
  logGroup,
  pipeline,
  scheduledCall,
  stateMachine,
  training,
  tuningOfOurs,
} from "../../support/resources";

/** Rules on evidence ask for papers, whatever the work. */
const asksForFrugality = (one: Policies[number]) => topicOf(one) !== "evidence";
const rule = (name: string) => rules.find((one) => one.name === name)!;
const machines = (InstanceType: unknown, more = {}) => ({
  ResourceConfig: { InstanceType, InstanceCount: 1, ...more },
});
const hour = { StoppingCondition: { MaxRuntimeInSeconds: 3600 } };
const step = (Name: string, Type: string, Arguments: unknown) => ({
  Name,
  Type,
  Arguments,
  CacheConfig: { Enabled: true },
});
const train = (name: string, request: object = machines("ml.m7i.xlarge")) => step(name, "Training", request);
const variant = { VariantName: "primary", ModelName: "churn", InstanceType: "ml.m7i.large", InitialInstanceCount: 2 };
const configured = { EndpointConfigName: "churn", ProductionVariants: [variant] };
const grid = {
  HyperParameterTuningJobConfig: { Strategy: "Grid", ResourceLimits: { MaxParallelTrainingJobs: 1 } },
  TrainingJobDefinition: { ...machines("ml.m7i.xlarge"), ...hour },
};

/** Findings without what they cost, and advice as it is. */
async function says(name: string, given: Given | readonly Given[]): Promise<unknown[]> {
  const found: unknown[] = await judge(rule(name), given);
  return found.map((one) =>
    typeof one === "string"
      ? one.replace(/(at its limit|at their limit|a month|one wait|more): .*?\. In /, "$1: (cost). In ")
      : one,
  );
}

const advice = (name: string, text: string, urn?: string) => ({
  message: `${rule(name).description}\n${text}`,
  enforcementLevel: "advisory",
  urn,
});

describe("work that is written down is judged as if it were a resource", () => {
  it.each<[string, string, Given, string]>([
    [
      "training-runtime-cap",
      "a training step",
      pipeline([train("Train")]),
      'Expected StoppingCondition.MaxRuntimeInSeconds, got none (AWS then allows 86400 s) for the training job; at its limit: (cost). In step "Train" of the pipeline.',
    ],
    [
      "training-runtime-cap",
      "a scheduled call",
      scheduledCall("createTrainingJob", machines("ml.m7i.xlarge")),
      "Expected StoppingCondition.MaxRuntimeInSeconds, got none (AWS then allows 86400 s) for the training job; at its limit: (cost). In createTrainingJob of the schedule.",
    ],
    [
      "training-spot-with-checkpoints",
      "a state",
      stateMachine({ Train: callState("createTrainingJob.sync", machines("ml.m7i.xlarge")) }),
      'Expected EnableManagedSpotTraining and CheckpointConfig.S3Uri for the training job, whose run-time limit of 24 h is above 1 h; at its limit: (cost). In state "Train" of the state machine.',
    ],
    [
      "training-warm-pool",
      "a training step",
      pipeline([train("Train", machines("ml.m7i.xlarge", { KeepAlivePeriodInSeconds: 3600 }))]),
      'Too long: KeepAlivePeriodInSeconds 3600 of the training job, maximum 600; one wait: (cost). In step "Train" of the pipeline.',
    ],
    [
      "tuning-strategy",
      "a tuning step",
      pipeline([step("Tune", "Tuning", grid)]),
      'Expected strategy Bayesian or Hyperband, got Grid; all trials at their limit: (cost). In step "Tune" of the pipeline.',
    ],
    [
      "tuning-trial-cap",
      "a state",
      stateMachine({ Tune: callState("createHyperParameterTuningJob.sync", grid) }),
      'Expected ResourceLimits.MaxNumberOfTrainingJobs of at most 100, got none; all trials at their limit: (cost). In state "Tune" of the state machine.',
    ],
    [
      "instance-generation-floor",
      "a processing step",
      pipeline([
        step("Prepare", "Processing", { ProcessingResources: { ClusterConfig: { InstanceType: "ml.p2.xlarge" } } }),
      ]),
      'Too old: the processing job is on ml.p2.xlarge of 2016 with its K80; what a run saves depends on its time and is unknown. In step "Prepare" of the pipeline.',
    ],
    [
      "instance-generation-floor",
      "a transform step",
      pipeline([step("Score", "Transform", { TransformResources: { InstanceType: "ml.p3.2xlarge" } })]),
      'Too old: the transform job is on ml.p3.2xlarge of 2017 with its V100-16GB, where ml.g6.xlarge holds as much and does more per watt; what a run saves depends on its time and is unknown. In step "Score" of the pipeline.',
    ],
    [
      "volume-size",
      "a processing step",
      pipeline([step("Prepare", "Processing", { ProcessingResources: { ClusterConfig: { VolumeSizeInGB: 300 } } })]),
      'Too large: a volume of 300 GB for the processing job, maximum 100; a month of the 200 GB more: (cost). In step "Prepare" of the pipeline.',
    ],
    [
      "retired-accelerator",
      "an endpoint configuration of a state machine",
      stateMachine({
        Serve: callState("createEndpointConfig", {
          ProductionVariants: [{ ...variant, InstanceType: "ml.inf1.xlarge" }],
        }),
      }),
      'Too old: variant "primary" is on ml.inf1.xlarge, whose accelerator is retired; what a newer one saves is unknown. In state "Serve" of the state machine.',
    ],
    [
      "framework-image",
      "a model step",
      pipeline([
        step("Make", "Model", {
          PrimaryContainer: { Image: "763104351884.dkr.ecr.eu-north-1.amazonaws.com/pytorch-inference:1.13.1-cpu" },
        }),
      ]),
      "Too old: pytorch-inference 1.13 is",
    ],
    [
      "region-intensity-ceiling",
      "a pipeline in a region",
      pipeline([train("Train"), train("Again")], { region: "ap-south-1" }),
      'Too carbon-intense: the grid of ap-south-1 emitted 653 gCO2e/kWh in 2025, maximum 240; one run at its limit: (cost). In step "Train" of the pipeline, step "Again" of the pipeline.',
    ],
    [
      "endpoint-always-on",
      "an endpoint configuration of a state machine",
      stateMachine({ Serve: callState("createEndpointConfig", configured) }),
      'Cannot scale to zero because variant "primary" holds 2 x ml.m7i.large; a month: (cost). In state "Serve" of the state machine.',
    ],
    [
      "provisioned-concurrency",
      "a serverless variant of a state machine",
      stateMachine({
        Serve: callState("createEndpointConfig", {
          ProductionVariants: [{ ...variant, ServerlessConfig: { MemorySizeInMB: 1024, ProvisionedConcurrency: 2 } }],
        }),
      }),
      'Too much kept warm: 2 of variant "primary", maximum 0; a month without calls: energy',
    ],
  ])("by %s, as in %s", async (name, _, given, expected) => {
    const [first, ...others] = await says(name, given);
    expect(String(first).slice(0, expected.length)).toBe(expected);
    expect(others).toEqual([]);
  });

  it("without a finding where nothing is wrong", async () => {
    const frugal = [
      pipeline([
        train("Train", { ...machines("ml.m7i.xlarge"), ...hour }),
        step("Score", "Transform", { TransformResources: { InstanceType: "ml.m7i.large" } }),
        step("Prepare", "Processing", { ProcessingResources: { ClusterConfig: { InstanceType: "ml.m7i.large" } } }),
      ]),
      stateMachine({
        Train: callState("createTrainingJob.sync", {
          ...machines("ml.m7i.xlarge"),
          ...hour,
          "TrainingJobName.$": "$.name",
        }),
        Ask: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { "Payload.$": "$" } },
      }),
      scheduledCall("createTransformJob", { TransformResources: { InstanceType: "ml.m7i.large", InstanceCount: 1 } }),
    ];
    for (const one of rules.filter(asksForFrugality)) expect(await judge(one, frugal)).toEqual([]);
  });
});

describe("an endpoint that a state machine takes away again", () => {
  const away = { Type: "Task", Resource: "arn:aws:states:::aws-sdk:sagemaker:deleteEndpoint", Parameters: {} };
  const machine = stateMachine({ Serve: callState("createEndpointConfig", configured), Remove: away });

  it.each(["endpoint-always-on", "endpoint-scales-in", "stack-carbon-budget"])(
    "is not held against it by %s",
    async (name) => {
      expect(await says(name, machine)).toEqual([]);
    },
  );
});

it("lets what a state machine scales down to zero rest", async () => {
  const machine = stateMachine({
    Serve: callState("createEndpointConfig", { ...configured, AsyncInferenceConfig: { OutputConfig: {} } }),
    Scale: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:applicationautoscaling:registerScalableTarget",
      Parameters: {
        MinCapacity: 0,
        ResourceId: "endpoint/churn/variant/primary",
        ScalableDimension: "sagemaker:variant:DesiredInstanceCount",
      },
    },
  });
  expect(await says("endpoint-always-on", machine)).toEqual([]);
});

it("counts what a schedule starts once in a budget", async () => {
  const given = scheduledCall(
    "createTrainingJob",
    { ...machines("ml.m7i.xlarge"), ...hour },
    { scheduleExpression: "rate(1 day)" },
  );
  const budget = { maxKilogramsPerMonth: 0 };
  const scheduled = await judge(rule("stack-carbon-budget"), given, budget);
  expect(scheduled).toEqual([expect.stringMatching(/^Too much CO2e/)]);
  expect(await judge(rule("stack-carbon-budget"), given, { ...budget, jobRunsPerMonth: 1000 })).toEqual(scheduled);
});

it("leaves a run whose size is given only then out of a budget", async () => {
  const unsized = pipeline([train("Train", machines({ Get: "Parameters.Type" }))]);
  expect(await judge(rule("stack-carbon-budget"), unsized, { maxKilogramsPerMonth: 0 })).toEqual([]);
});

describe("what is given only at the run", () => {
  const given = pipeline([
    train("Train", { ...machines({ Get: "Parameters.Type" }), ...hour }),
    train("Old", { ...machines("ml.p2.xlarge"), ...hour }),
  ]);
  const untold =
    'Cannot judge before a run because InstanceType is Parameters.Type, which is given when it runs. In step "Train" of the pipeline.';

  it("is said once by a mandatory rule, as advice, beside what could be judged", async () => {
    expect(await says("instance-generation-floor", given)).toEqual([
      advice("instance-generation-floor", untold),
      'Too old: the training job is on ml.p2.xlarge of 2016 with its K80; what a run saves depends on its time and is unknown. In step "Old" of the pipeline.',
    ]);
  });

  it("is not said by a rule that only advises", async () => {
    const size = pipeline([train("Train", machines("ml.m7i.xlarge", { VolumeSizeInGB: { Get: "Parameters.Size" } }))]);
    expect(await says("volume-size", size)).toEqual([]);
  });

  it("does not hide what does not depend on it", async () => {
    const found = await says(
      "training-runtime-cap",
      stateMachine({ Train: callState("createTrainingJob", { "ResourceConfig.$": "$.machines" }) }),
    );
    expect(found).toEqual([
      expect.stringMatching(/^Expected StoppingCondition.* In state "Train" of the state machine\.$/),
    ]);
  });

  it("counts as given where that is all that matters", async () => {
    const checkpoints = { CheckpointConfig: { S3Uri: { Get: "Parameters.Place" } }, EnableManagedSpotTraining: true };
    expect(
      await says(
        "training-spot-with-checkpoints",
        pipeline([train("Train", { ...machines("ml.m7i.xlarge"), ...checkpoints })]),
      ),
    ).toEqual([]);
  });

  it("is said of the resource by a rule on stacks", async () => {
    const address = { ...machines("ml.m7i.xlarge"), CheckpointConfig: { S3Uri: { Get: "Parameters.Place" } } };
    const urn = "urn:pulumi:dev::test::aws:sagemaker/pipeline:Pipeline::churn";
    expect(await says("run-data-expiry", pipeline([train("Train", address)]))).toEqual([
      advice(
        "run-data-expiry",
        'Cannot judge before a run because CheckpointConfig.S3Uri is Parameters.Place, which is given when it runs. In step "Train" of the pipeline.',
        urn,
      ),
    ]);
  });

  it("is said beside what could be judged of the same step", async () => {
    const [near, far] = ["eu-north-1", "us-east-1"].map((region) => `s3://sagemaker-${region}-123456789012/train/`);
    const channels = [far, near].map((S3Uri) => ({ DataSource: { S3DataSource: { S3Uri } } }));
    const output = { OutputDataConfig: { S3OutputPath: { Get: "Parameters.Output" } } };
    const step = train("Train", { ...machines("ml.m7i.xlarge"), InputDataConfig: channels, ...output });
    expect(await says("data-near-compute", [pipeline([step])])).toEqual([
      expect.stringMatching(
        /^Too far: input in bucket "sagemaker-us-east-1-123456789012" .* In step "Train" of the pipeline\.$/,
      ),
      advice(
        "data-near-compute",
        'Cannot judge before a run because OutputDataConfig.S3OutputPath is Parameters.Output, which is given when it runs. In step "Train" of the pipeline.',
        "urn:pulumi:dev::test::aws:sagemaker/pipeline:Pipeline::churn",
      ),
    ]);
  });

  it("is said of every step by a rule on stacks, and keeps the SDK from nothing that a preview does not know", async () => {
    const output = { OutputDataConfig: { S3OutputPath: { Get: "Parameters.Output" } } };
    const steps = ["Train", "Again"].map((name) => train(name, { ...machines("ml.m7i.xlarge"), ...output }));
    const text =
      'Cannot judge before a run because OutputDataConfig.S3OutputPath is Parameters.Output, which is given when it runs. In step "Train" of the pipeline, step "Again" of the pipeline.';
    const told = advice("data-near-compute", text, "urn:pulumi:dev::test::aws:sagemaker/pipeline:Pipeline::churn");
    expect(await says("data-near-compute", pipeline(steps))).toEqual([told]);

    const found: string[] = [];
    const preview = training({ outputDataConfig: { s3OutputPath: unknownStringValue } });
    const judged = judge(rule("data-near-compute"), [pipeline(steps), preview], {}, found);
    await expect(judged).rejects.toThrow("can't be known during preview");
    expect(found).toEqual([told]);
  });

  it("is said of all steps at once where the rule reads the resource itself", async () => {
    const whole: Policies[number] = {
      ...rule("training-runtime-cap"),
      validateResource: (resource) => {
        judgeSteps(resource.type);
      },
    };
    const found: unknown[] = await judge(whole, pipeline([]));
    expect(found).toEqual([
      advice(
        "training-runtime-cap",
        "Cannot judge before a run because Size is Parameters.Size, which is given when it runs. In what this starts.",
      ),
    ]);
  });
});

function judgeSteps(type: string): void {
  if (type.includes("pipeline")) throw new RunTimeReport(["Size"], new RunTimeValue("Parameters.Size"));
}

describe("a definition that a preview does not know", () => {
  const unread: readonly Given[] = [
    pipeline([], { pipelineDefinition: unknownStringValue }),
    stateMachine({}, { definition: unknownStringValue }),
    scheduledCall(
      "x",
      {},
      { target: { arn: "arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob", input: unknownStringValue } },
    ),
  ];
  const told = expect.stringMatching(
    /\nCannot judge yet what this starts, with this rule and all others, because .* can't be known during preview\.$/,
  ) as string;

  it.each(["training-runtime-cap", "endpoint-always-on"])("is told of by %s for each resource", async (name) => {
    const found: unknown[] = await judge(rule(name), unread);
    expect(found).toEqual(
      unread.map(({ type }) => ({
        message: told,
        enforcementLevel: "advisory",
        urn: `urn:pulumi:dev::test::${type}::churn`,
      })),
    );
  });

  it.each(["volume-size", "log-retention", "lambda-runtime"])(
    "is not told of by %s, which advises or does not judge such work",
    async (name) => {
      expect(await judge(rule(name), unread)).toEqual([]);
    },
  );

  it("is told of once by all rules together", async () => {
    const served = onStartedWork(
      rules.filter(({ name }) => name !== "pipeline-step-caching"),
      () => true,
    );
    const found: string[] = [];
    for (const one of served) await judgeAlone(one, unread, {}, found);
    expect(found).toHaveLength(unread.length);
  });

  it("keeps no rule from what it can judge", async () => {
    const beside = [...unread, tuningOfOurs({ Strategy: "Grid" }), logGroup()];
    expect(await says("tuning-strategy", beside)).toContainEqual(expect.stringMatching(/^Expected strategy/));
  });

  it("is of no matter where the address of a target is unknown, for only calls of SageMaker are work", async () => {
    const given = scheduledCall("x", {}, { target: { arn: unknownStringValue, input: "{}" } });
    expect(await says("training-runtime-cap", given)).toEqual([]);
  });
});

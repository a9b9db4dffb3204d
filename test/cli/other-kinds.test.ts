import {
  gibibytes,
  hours,
  inferenceComponentMonthFootprint,
  processingFootprint,
  storageMonthFootprint,
  gigabytes,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
} from "../../carbon";
import type { EstimateCommandOutput } from "../../cli/schemas/estimate-output";
import { likely, resource, scratch, training } from "./estimating";

const { state, usage, estimated, refusal } = scratch();

const region = "eu-west-1";
const large = { instanceType: "ml.m5.large", instanceCount: 1 };
const found = (output: EstimateCommandOutput, name: string) => output.estimated.find((one) => one.name === name);
const reason = (output: EstimateCommandOutput, name: string): string | undefined =>
  output.notEstimated.find((one) => one.name === name)?.because;

describe("a monitoring schedule", () => {
  const type = "aws:sagemaker/monitoringSchedule:MonitoringSchedule";
  const clusterConfig = { instanceType: "ml.m5.large", instanceCount: 2, volumeSizeInGb: 20 };
  const two = { ...large, instanceCount: 2, volumeGigabytes: gigabytes(20) };
  const watched = (config: object, more: object = {}) =>
    resource(type, "watch", { monitoringScheduleConfig: { monitoringType: "DataQuality", ...config } }, more);
  const inline = (scheduleExpression: string, stoppingConditions?: object[]) =>
    watched({
      scheduleConfig: { scheduleExpression },
      monitoringJobDefinition: { monitoringResources: { clusterConfig }, stoppingConditions },
    });

  test("starts a processing job each time, no longer than until the next", async () => {
    const output = await estimated(state(inline("cron(0 * ? * * *)")));
    const one = found(output, "watch");
    const each = processingFootprint({ region, ...two, hours: undefined, maxHours: hours(1) });
    expect(one).toMatchObject({ what: "monitoring on 2 x ml.m5.large", runsPerMonth: 730, energyKwh: each.energy });
    const [high] = [each.energy].map((energy) => (energy.kind === "bounded" ? energy.high : Number.NaN));
    expect(output.total.energyKwh).toMatchObject({
      kind: "bounded",
      low: 0,
      high: expect.closeTo(730 * high!, 6) as number,
    });
  });

  test("has the shorter of its own cap and the time between two runs", async () => {
    const daily = await estimated(state(inline("cron(0 0 ? * * *)", [{ maxRuntimeInSeconds: 1800 }])));
    const cap = processingFootprint({ region, ...two, hours: undefined, maxHours: hours(0.5) });
    expect(found(daily, "watch")?.energyKwh).toEqual(cap.energy);
    const known = await estimated(state(inline("rate(1 day)")), "--usage", usage("watch: { hours: 0.1 }"));
    expect(found(known, "watch")?.energyKwh.kind).toBe("known");
  });

  test("finds the definition that it names, or that a preview knows it was made from", async () => {
    const definition = resource("aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition", "quality", {
      name: "quality-1",
      jobResources: { clusterConfig },
      stoppingCondition: { maxRuntimeInSeconds: 600 },
    });
    const scheduleConfig = { scheduleExpression: "rate(12 hours)" };
    const named = watched({ scheduleConfig, monitoringJobDefinitionName: "quality-1" });
    const made = watched({ scheduleConfig }, { propertyDependencies: { monitoringScheduleConfig: [definition.urn] } });
    for (const schedule of [named, made]) {
      const output = await estimated(state(definition, schedule));
      expect(found(output, "watch")?.runsPerMonth).toBeCloseTo(730 / 12);
      expect(reason(output, "quality")).toBe("counted with the schedule that runs it");
    }
    expect(reason(await estimated(state(named)), "watch")).toBe("the definition of its job is not in the input");
  });

  test("that starts once and now says no rhythm", async () => {
    expect(reason(await estimated(state(inline("NOW"))), "watch")).toBe("how often it starts a job is not known");
    const stated = await estimated(state(inline("NOW")), "--usage", usage("watch: { runsPerMonth: 3 }"));
    expect(found(stated, "watch")?.runsPerMonth).toBe(3);
  });
});

describe("a pipeline", () => {
  const type = "aws:sagemaker/pipeline:Pipeline";
  const steps = {
    process: {
      Name: "Prepare",
      Type: "Processing",
      Arguments: { ProcessingResources: { ClusterConfig: pascal(large) } },
    },
    train: {
      Name: "Train",
      Type: "Training",
      Arguments: { ResourceConfig: pascal(large), StoppingCondition: { MaxRuntimeInSeconds: 3600 } },
    },
    tune: {
      Name: "Tune",
      Type: "Tuning",
      Arguments: {
        HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 4 } },
        TrainingJobDefinition: { ResourceConfig: pascal(large) },
      },
    },
    score: { Name: "Score", Type: "Transform", Arguments: { TransformResources: pascal(large) } },
    register: { Name: "Register", Type: "RegisterModel", Arguments: {} },
  };
  const made = (all: readonly object[], more: object = {}, top: object = {}) =>
    resource(
      type,
      "flow",
      {
        pipelineName: "flow",
        pipelineDefinition: JSON.stringify({ Version: "2020-12-01", ...top, Steps: all }),
        ...more,
      },
      { outputs: { arn: "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/flow" } },
    );
  const all = [steps.process, steps.train, steps.tune, steps.score, steps.register];
  const each = "hoursPerStep: { Prepare: 1, Train: 0.5, Tune: 0.25, Score: 2 }";

  test("adds the jobs of one run up, as often as its owner says", async () => {
    const output = await estimated(state(made(all)), "--usage", usage(`flow: { runsPerMonth: 4, ${each} }`));
    const one = found(output, "flow");
    const parts = [
      processingFootprint({ region, ...large, hours: hours(1) }),
      trainingFootprint({ region, ...large, hours: hours(0.5) }),
      tuningFootprint({ region, ...large, trials: 4, hoursPerTrial: hours(0.25) }),
      transformFootprint({ region, ...large, hours: hours(2) }),
    ].map(({ energy }) => likely(energy));
    expect(likely(one?.energyKwh)).toBeCloseTo(
      parts.reduce((sum, part) => sum + part, 0),
      9,
    );
    expect(one).toMatchObject({
      per: "run",
      runsPerMonth: 4,
      what: "pipeline: processing on ml.m5.large, training on ml.m5.large, tuning on ml.m5.large, 4 trials, batch transform on ml.m5.large",
    });
    expect(likely(output.total.energyKwh)).toBeCloseTo(4 * likely(one?.energyKwh), 9);
  });

  test("is bounded by the caps of its steps while nobody knows their hours", async () => {
    const one = found(
      await estimated(state(made([steps.train])), "--usage", usage("flow: { runsPerMonth: 1 }")),
      "flow",
    );
    expect(one?.energyKwh).toEqual(
      trainingFootprint({ region, ...large, hours: undefined, maxHours: hours(1) }).energy,
    );
  });

  test("may leave out a branch, and a step whose result is recycled", async () => {
    const branch = {
      Name: "Good",
      Type: "Condition",
      Arguments: { Conditions: [], IfSteps: [steps.train], ElseSteps: [] },
    };
    const cached = { ...steps.train, CacheConfig: { Enabled: true, ExpireAfter: "P30D" } };
    for (const one of [branch, cached]) {
      const says = usage("flow: { runsPerMonth: 1, hoursPerStep: { Train: 0.5 } }");
      const energy = found(await estimated(state(made([one])), "--usage", says), "flow")?.energyKwh;
      expect(energy).toMatchObject({ kind: "known", low: 0 });
      expect(likely(energy)).toBeCloseTo(likely(trainingFootprint({ region, ...large, hours: hours(0.5) }).energy), 9);
    }
  });

  test("runs as often as schedules and rules of the input start it", async () => {
    const flow = made([steps.train]);
    const schedule = (expression: string, name: string, more: object = {}) =>
      resource("aws:scheduler/schedule:Schedule", name, {
        scheduleExpression: expression,
        target: { arn: "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/flow" },
        ...more,
      });
    const rule = resource("aws:cloudwatch/eventRule:EventRule", "weekly", { scheduleExpression: "rate(7 days)" });
    const target = resource(
      "aws:cloudwatch/eventTarget:EventTarget",
      "starts",
      {},
      { propertyDependencies: { arn: [flow.urn], rule: [rule.urn] } },
    );
    const often = async (...more: object[]) => found(await estimated(state(flow, ...more)), "flow")?.runsPerMonth;
    expect(await often(schedule("rate(1 day)", "daily"))).toBeCloseTo(730 / 24);
    expect(await often(rule, target)).toBeCloseTo(730 / 168);
    expect(await often(rule, target, schedule("rate(1 day)", "daily"))).toBeCloseTo(730 / 24 + 730 / 168);
    expect(await often()).toBeUndefined();
    expect(await often(schedule("rate(1 day)", "daily"), schedule("at(2026-12-01T00:00:00)", "once"))).toBeUndefined();
  });

  test("takes a parameter's default for the type of its machines", async () => {
    const parameter = { Parameters: [{ Name: "Machine", Type: "String", DefaultValue: "ml.c5.xlarge" }] };
    const step = {
      ...steps.train,
      Arguments: { ResourceConfig: { InstanceType: { Get: "Parameters.Machine" }, InstanceCount: 1 } },
    };
    const says = usage("flow: { runsPerMonth: 1 }");
    expect(found(await estimated(state(made([step], {}, parameter)), "--usage", says), "flow")?.what).toBe(
      "pipeline: training on ml.c5.xlarge",
    );
  });

  test.each([
    ["nobody starts it", [steps.train], {}, /^how often it runs is not known/],
    [
      "a step's machines are not known",
      [{ ...steps.train, Arguments: { ResourceConfig: {} } }],
      {},
      /^its step "Train": /,
    ],
    [
      "a step runs elsewhere",
      [{ Name: "Spark", Type: "EMR", Arguments: {} }],
      {},
      /^its step "Spark": what a step of type EMR/,
    ],
    ["no step runs", [steps.register], {}, /^none of its steps/],
    ["its definition is elsewhere", [], { pipelineDefinition: undefined }, /^its definition is not in the input/],
    ["its definition is broken", [], { pipelineDefinition: "{" }, /^its definition is not in the input/],
  ] as const)("stays listed when %s", async (_when, some, more, because) => {
    expect(reason(await estimated(state(made(some, more))), "flow")).toMatch(because);
  });

  test("refuses hours of a step that it lacks", async () => {
    const says = usage("flow: { runsPerMonth: 1, hoursPerStep: { Trian: 1 } }");
    expect(await refusal(state(made(all)), "--usage", says)).toContain(
      'Unknown step "Trian" in hoursPerStep of "flow": its jobs are Prepare, Train, Tune, Score',
    );
  });
});

describe("a schedule that calls SageMaker itself", () => {
  const calling = (call: string, input: unknown, more: object = {}) =>
    resource("aws:scheduler/schedule:Schedule", "clock", {
      scheduleExpression: "rate(1 day)",
      target: {
        arn: `arn:aws:scheduler:::aws-sdk:sagemaker:${call}`,
        input: typeof input === "string" ? input : JSON.stringify(input),
      },
      ...more,
    });
  const cleaning = { ProcessingResources: { ClusterConfig: pascal(large) } };

  test.each([
    ["createProcessingJob", cleaning, "scheduled processing on ml.m5.large"],
    ["createTrainingJob", { ResourceConfig: pascal(large) }, "scheduled training on ml.m5.large"],
    ["createTransformJob", { TransformResources: pascal(large) }, "scheduled batch transform on ml.m5.large"],
    [
      "createHyperParameterTuningJob",
      {
        HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 2 } },
        TrainingJobDefinition: { ResourceConfig: pascal(large) },
      },
      "scheduled tuning on ml.m5.large, 2 trials",
    ],
  ])("%s is estimated as often as it starts", async (call, request, what) => {
    const output = await estimated(state(calling(call, request)), "--usage", usage("clock: { hours: 0.5 }"));
    expect(found(output, "clock")).toMatchObject({ what, per: "run", energyKwh: { kind: "known" } });
    expect(found(output, "clock")?.runsPerMonth).toBeCloseTo(730 / 24);
  });

  test.each([
    ["its request is no JSON", calling("createProcessingJob", "{"), "the job that it starts is not known"],
    ["it asks for no job we know", calling("createAutoMLJob", {}), "the job that it starts is not known"],
    ["it asks for a later form of one", calling("createAutoMLJobV2", {}), "the job that it starts is not known"],
    ["its machines are not known", calling("createTransformJob", { TransformResources: {} }), /^its machines/],
    [
      "it starts once",
      calling("createProcessingJob", cleaning, { scheduleExpression: "at(2026-12-01T00:00:00)" }),
      /^how often/,
    ],
    ["it is switched off", calling("createProcessingJob", cleaning, { state: "DISABLED" }), "it is switched off"],
  ])("stays listed when %s", async (_when, one, because) => {
    expect(reason(await estimated(state(one)), "clock")).toMatch(because);
  });
});

describe("a feature group", () => {
  const type = "aws:sagemaker/featureGroup:FeatureGroup";
  const online = { onlineStoreConfig: { enableOnlineStore: true } };
  const offline = { offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://features/customers" } } };
  const bucket = resource("aws:s3/bucket:Bucket", "bucket", { bucket: "features" });
  const group = (inputs: object, more: object = {}) => resource(type, "customers", inputs, more);

  test("keeps its online store as a table would, at a price that nobody holds", async () => {
    const says = usage("customers: { onlineGigabytes: 10 }");
    const one = found(await estimated(state(group(online)), "--usage", says), "customers");
    const table = storageMonthFootprint({ region, kind: "dynamodb", gigabytes: gigabytes(10) });
    expect(one?.emissionsGrams).toEqual(table.emissions);
    expect(one?.costUsd).toEqual({ kind: "unknown", missing: "price of the online store" });
  });

  test("keeps its offline store in a bucket, which counts once", async () => {
    const says = usage("customers: { onlineGigabytes: 10, offlineGigabytes: 100 }");
    const one = found(await estimated(state(group({ ...online, ...offline })), "--usage", says), "customers");
    expect(one?.what).toBe("feature group: online store, its reads and writes left out, offline store in S3");
    expect(await refusal(state(group({ ...online, ...offline }), bucket), "--usage", says)).toContain(
      'Cannot use offlineGigabytes of "customers" because its bucket is in the input',
    );
    const made = group({ offlineStoreConfig: {} }, { propertyDependencies: { offlineStoreConfig: [bucket.urn] } });
    for (const only of [group(offline), made]) {
      expect(reason(await estimated(state(only, bucket)), "customers")).toBe(
        "its offline store counts with its bucket",
      );
    }
  });

  test.each([
    ["its online store's size", online, /^how many gigabytes its online store keeps/],
    ["its offline store's size", offline, /^how many gigabytes its offline store keeps/],
    ["what memory it takes", { onlineStoreConfig: { enableOnlineStore: true, storageType: "InMemory" } }, /in-memory/],
    ["any store", {}, /^a feature group without a store/],
  ])("stays listed without %s", async (_what, inputs, because) => {
    expect(reason(await estimated(state(group(inputs))), "customers")).toMatch(because);
  });
});

describe("an inference component whose endpoint is elsewhere", () => {
  const type = "aws-native:sagemaker:InferenceComponent";
  const component = (computeResourceRequirements: object) =>
    state(
      resource(type, "small", {
        endpointName: "elsewhere",
        specification: { computeResourceRequirements },
        runtimeConfig: { copyCount: 2 },
      }),
    );

  test("has its copies' share of the machines that its owner names", async () => {
    const says = usage("small: { instanceType: ml.g5.12xlarge, hoursPerMonth: 100, requestsPerMonth: 1000 }");
    const path = component({ numberOfAcceleratorDevicesRequired: 1, minMemoryRequiredInMb: 2048 });
    const one = found(await estimated(path, "--usage", says), "small");
    const share = { copies: 2, accelerators: 1, memoryGib: gibibytes(2), hoursAwake: hours(100) };
    expect(one?.energyKwh).toEqual(
      inferenceComponentMonthFootprint({ region, instanceType: "ml.g5.12xlarge", ...share }).energy,
    );
    expect(one?.sci?.map(({ per }) => per)).toEqual(["1,000 inferences"]);
  });

  test("stays listed without these, and refuses more than a machine has", async () => {
    const path = component({});
    expect(reason(await estimated(path), "small")).toBe(
      "its endpoint is not in the input, nor the type of its machines",
    );
    const says = usage("small: { instanceType: ml.g5.xlarge }");
    expect(reason(await estimated(path, "--usage", says), "small")).toMatch(/^what a copy reserves/);
    const huge = component({ numberOfAcceleratorDevicesRequired: 8 });
    expect(await refusal(huge, "--usage", says)).toContain('Cannot use "small" because of too much accelerators: 8');
  });
});

test("a processing job of Cloud Control is estimated like any other run", async () => {
  const job = resource("aws-native:sagemaker:ProcessingJob", "clean", {
    processingResources: { clusterConfig: large },
    stoppingCondition: { maxRuntimeInSeconds: 7200 },
  });
  const capped = processingFootprint({ region, ...large, hours: undefined, maxHours: hours(2) });
  expect(found(await estimated(state(job)), "clean")?.energyKwh).toEqual(capped.energy);
  const says = usage("clean: { hours: 1, runsPerMonth: 5 }");
  expect(found(await estimated(state(job), "--usage", says), "clean")).toMatchObject({ runsPerMonth: 5 });
});

test("a domain keeps its people's files", async () => {
  const domain = state(resource("aws:sagemaker/domain:Domain", "studio", {}));
  expect(reason(await estimated(domain), "studio")).toBe("how many gigabytes it keeps is not known");
  const stated = await estimated(domain, "--usage", usage("studio: { gigabytes: 50 }"));
  expect(found(stated, "studio")?.what).toBe("files of the domain, 50 GB");
});

test("a NAT gateway is paid by the hour and the gigabyte, and what it runs on stays unknown", async () => {
  const gateway = state(resource("aws:ec2/natGateway:NatGateway", "nat", { region: "us-east-1" }));
  const bare = found(await estimated(gateway), "nat");
  expect(bare?.costUsd).toEqual({ kind: "unknown", missing: "gigabytes that go through it" });
  const says = usage("nat: { gigabytesPerMonthTo: { internet: 80, us-west-2: 20 } }");
  const { estimated: rows, total } = await estimated(gateway, "--usage", says);
  // 730 h x 0.045 USD and 100 GB x 0.045 USD
  expect(likely(rows[0]?.costUsd)).toBeCloseTo(37.35, 9);
  expect(rows[0]?.emissionsGrams).toEqual({ kind: "unknown", missing: "what a NAT gateway runs on" });
  expect(rows.slice(1).map(({ network }) => network)).toEqual(["internet", "aws"]);
  expect(total.leftOut).toEqual({ energy: 1, emissions: 1, cost: 0 });
});

test("copies of a bucket travel as far as their owner says", async () => {
  const copies = state(resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copies", {}));
  expect(reason(await estimated(copies), "copies")).toBe("how many gigabytes it copies in a month is not known");
  const says = usage("copies: { gigabytesPerMonthTo: { us-east-1: 50 } }");
  const output = await estimated(copies, "--usage", says);
  expect(found(output, "copies")).toMatchObject({ network: "aws", what: "network: 50 GB in AWS to us-east-1" });
  expect(reason(output, "copies")).toBe("what it copies counts as a journey of data");
});

test("a quantity that no machine can have is a sentence, not a stack", async () => {
  const odd = resource(training, "odd", { resourceConfig: { instanceType: "ml.m5.large", instanceCount: 1.5 } });
  expect(await refusal(state(odd))).toMatch(/^greenml: Cannot use "odd" because of expected /);
});

/** AWS's own spelling of machines. */
function pascal({ instanceType, instanceCount }: typeof large): object {
  return { InstanceType: instanceType, InstanceCount: instanceCount };
}

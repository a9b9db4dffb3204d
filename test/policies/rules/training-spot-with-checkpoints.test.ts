import { trainingSpotWithCheckpoints } from "../../../policies/rules/training-spot-with-checkpoints";
import { type Case, judge, mend, starts, unknownStringValue } from "../support/judge";
import { logGroup, training, trainingOfOurs, tuning, tuningOfOurs } from "../support/resources";

const long = { stoppingCondition: { maxRuntimeInSeconds: 21_600 } };
const checkpoints = { checkpointConfig: { s3Uri: "s3://bucket/checkpoints/" } };
const above = (lacking: string, limit: number, what: string) =>
  `Expected ${lacking} for ${what}, whose run-time limit of ${limit} h is above 1 h; at its limit: `;
const everything = "EnableManagedSpotTraining and CheckpointConfig.S3Uri";

const cases: readonly Case[] = [
  { when: "a long training asks for neither", given: training(long), says: [above(everything, 6, "the training job")] },
  {
    when: "spot and checkpoints are the zeros that the provider writes for absent",
    given: training({ ...long, enableManagedSpotTraining: false, checkpointConfig: { s3Uri: "" } }),
    says: [above(everything, 6, "the training job")],
  },
  {
    when: "the limit is AWS's day because none is named",
    given: trainingOfOurs(),
    says: [above(everything, 24, "the training job")],
  },
  {
    when: "the limit is at the maximum",
    given: [trainingOfOurs({ StoppingCondition: { MaxRuntimeInSeconds: 3600 } }), tuning({})],
    says: [],
  },
  {
    when: "checkpoints are kept but spot is not asked for",
    given: training({ ...long, ...checkpoints }),
    says: [above("EnableManagedSpotTraining", 6, "the training job")],
  },
  {
    when: "spot is asked for without checkpoints",
    given: training({ ...long, enableManagedSpotTraining: true }),
    says: [above("CheckpointConfig.S3Uri beside managed spot", 6, "the training job")],
  },
  {
    when: "a warm pool or a choice of types stands in spot's way",
    given: [
      training({ ...long, ...checkpoints, resourceConfig: { keepAlivePeriodInSeconds: 600 } }),
      trainingOfOurs({ ResourceConfig: { InstancePreferences: { InstanceTypes: ["ml.m7i.large"] } } }),
    ],
    says: [
      above("EnableManagedSpotTraining in place of KeepAlivePeriodInSeconds", 6, "the training job"),
      above(
        "EnableManagedSpotTraining in place of InstancePreferences and CheckpointConfig.S3Uri",
        24,
        "the training job",
      ),
    ],
  },
  {
    when: "long trainings have both",
    given: [
      training({ ...long, ...checkpoints, enableManagedSpotTraining: true }),
      trainingOfOurs({ EnableManagedSpotTraining: true, CheckpointConfig: { S3Uri: "s3://bucket/checkpoints/" } }),
    ],
    says: [],
  },
  {
    when: "limit and switch are written as texts",
    given: [
      training({ stoppingCondition: { maxRuntimeInSeconds: "21600" }, enableManagedSpotTraining: "false" }),
      training({ ...long, ...checkpoints, enableManagedSpotTraining: "true" }),
      training({ stoppingCondition: { maxRuntimeInSeconds: "3600" } }),
    ],
    says: [above(everything, 6, "the training job")],
  },
  {
    when: "trials are long",
    given: [tuning({}, long), tuningOfOurs({}, { DefinitionName: "small", StoppingCondition: {} })],
    says: [above(everything, 6, "each trial"), above(everything, 24, 'each trial of "small"')],
  },
  { when: "the settings allow the hours", given: training(long), settings: { maxOnDemandHours: 6 }, says: [] },
  {
    when: "a training plan reserves the capacity",
    given: training({
      ...long,
      resourceConfig: { trainingPlanArn: "arn:aws:sagemaker:eu-north-1:123456789012:training-plan/plan" },
    }),
    says: [],
  },
  { when: "the resource trains nothing", given: logGroup(), says: [] },
];

const definition = (definitionName: string, props: object = {}) => ({
  definitionName,
  resourceConfig: { instanceType: "ml.m7i.xlarge", instanceCount: 1 },
  stoppingCondition: { maxRuntimeInSeconds: 3600 },
  ...checkpoints,
  ...props,
});
const onSpot = definition("small", { enableManagedSpotTraining: true });
const competing = (...definitions: readonly object[]) =>
  tuning({}, {}, { trainingJobDefinition: undefined, trainingJobDefinitions: definitions });

it.each([
  [
    "its other definition waits for spot",
    competing(onSpot, definition("large")),
    ['Expected EnableManagedSpotTraining, as for each trial of "small", for each trial of "large"; at its limit: '],
  ],
  ["both definitions wait for spot", competing(onSpot, definition("large", { enableManagedSpotTraining: "true" })), []],
  ["neither waits for spot", competing(definition("small"), definition("large")), []],
])("judges a search of short trials when %s", async (_, given, says) => {
  expect(starts(await judge(trainingSpotWithCheckpoints, given), says)).toEqual(says);
});

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(trainingSpotWithCheckpoints, given, settings), says)).toEqual(says);
});

it("leaves a checkpoint address that a preview does not know to the SDK", async () => {
  const given = training({ ...long, enableManagedSpotTraining: true, checkpointConfig: { s3Uri: unknownStringValue } });
  await expect(judge(trainingSpotWithCheckpoints, given)).rejects.toThrow("checkpointConfig.s3Uri");
});

describe("at level remediate", () => {
  it.each([
    ["twice the limit", long, 21_600, 43_200],
    [
      "the time that is asked for",
      { stoppingCondition: { maxRuntimeInSeconds: 21_600, maxWaitTimeInSeconds: 25_000 } },
      21_600,
      25_000,
    ],
    ["AWS's day where none is named", {}, 86_400, 172_800],
    ["at most 28 days", { stoppingCondition: { maxRuntimeInSeconds: 2_000_000 } }, 2_000_000, 2_419_200],
    [
      "the limit where it is longer than that",
      { stoppingCondition: { maxRuntimeInSeconds: 2_500_000 } },
      2_500_000,
      2_500_000,
    ],
  ])("moves a training with checkpoints to spot, and waits %s", async (_, props, maxRuntimeInSeconds, wait) => {
    const given = training({ ...props, ...checkpoints, roleArn: unknownStringValue });
    const mended = await mend(trainingSpotWithCheckpoints, given);
    expect(mended?.props).toEqual({
      ...given.props,
      enableManagedSpotTraining: true,
      stoppingCondition: { maxRuntimeInSeconds, maxWaitTimeInSeconds: wait },
    });
    expect(await judge(trainingSpotWithCheckpoints, mended!)).toEqual([]);
  });

  it("mends a job of ours in AWS's spelling", async () => {
    const mended = await mend(
      trainingSpotWithCheckpoints,
      trainingOfOurs({ CheckpointConfig: { S3Uri: "s3://bucket/checkpoints/" } }),
    );
    expect(mended?.props["request"]).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 86_400, MaxWaitTimeInSeconds: 172_800 },
    });
    expect(await judge(trainingSpotWithCheckpoints, mended!)).toEqual([]);
  });

  const warm = { resourceConfig: { instanceType: "ml.m7i.xlarge", keepAlivePeriodInSeconds: 600 } };
  const chosen = { resourceConfig: { instancePreferences: { instanceTypes: ["ml.m7i.xlarge"] } } };

  it.each([
    ["a training without checkpoints", training(long)],
    ["a short training", training({ ...checkpoints, stoppingCondition: { maxRuntimeInSeconds: 3600 } })],
    ["a training with a warm pool, which AWS refuses beside spot", training({ ...long, ...checkpoints, ...warm })],
    ["a training with a choice of types, which AWS refuses too", training({ ...long, ...checkpoints, ...chosen })],
    ["trials, which share one address for checkpoints", tuning({}, { ...long, ...checkpoints })],
    ["other resources", logGroup()],
  ])("leaves %s alone", async (_, given) => {
    expect(await mend(trainingSpotWithCheckpoints, given)).toBeUndefined();
  });
});

import { trainingSpotWithCheckpoints } from "../../../policies/rules/training-spot-with-checkpoints";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
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
    when: "long trainings have both",
    given: [
      training({ ...long, ...checkpoints, enableManagedSpotTraining: true }),
      trainingOfOurs({ EnableManagedSpotTraining: true, CheckpointConfig: { S3Uri: "s3://bucket/checkpoints/" } }),
    ],
    says: [],
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

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(trainingSpotWithCheckpoints, given, settings), says)).toEqual(says);
});

it("leaves a checkpoint address that a preview does not know to the SDK", async () => {
  const given = training({ ...long, enableManagedSpotTraining: true, checkpointConfig: { s3Uri: unknownStringValue } });
  await expect(judge(trainingSpotWithCheckpoints, given)).rejects.toThrow("checkpointConfig.s3Uri");
});

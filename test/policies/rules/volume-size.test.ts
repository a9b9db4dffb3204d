import { gigabytes, storageMonthFootprint } from "../../../carbon";
import { volumeSize } from "../../../policies/rules/volume-size";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownNumberValue } from "../support/judge";
import { configuration, logGroup, notebook, training, trainingOfOurs, tuning } from "../support/resources";

const month = (spare: number) =>
  costWords(storageMonthFootprint({ region: "eu-north-1", kind: "ebs-ssd", gigabytes: gigabytes(spare) }));
const large = (what: string, spare = 400) =>
  `Too large: a volume of 500 GB for ${what}, maximum 100; a month of the ${spare} GB more: `;
const space = (ebsVolumeSizeInGb: number) => ({
  type: "aws:sagemaker/space:Space",
  props: { spaceSettings: { spaceStorageSettings: { ebsStorageSettings: { ebsVolumeSizeInGb } } } },
});

const cases: readonly Case[] = [
  { when: "a notebook has much", given: notebook({ volumeSize: 500 }), says: [large("the notebook") + month(400)] },
  {
    when: "trainings of either kind and trials have much",
    given: [
      training({ resourceConfig: { volumeSizeInGb: 500, instanceCount: 2 } }),
      trainingOfOurs({ ResourceConfig: { VolumeSizeInGB: 500, InstanceCount: 1 } }),
      tuning({}, { hyperParameterTuningResourceConfig: { volumeSizeInGb: 500 }, resourceConfig: undefined }),
    ],
    says: [large("the training job", 800) + month(800), large("the training job") + month(400), large("each trial")],
  },
  {
    when: "a variant has much, in either spelling",
    given: [
      configuration({ volumeSizeInGb: 500, initialInstanceCount: 2 }),
      configuration({ VolumeSizeInGB: 500, initialInstanceCount: 0 }),
    ],
    says: [large('variant "primary"', 800), large('variant "primary"')],
  },
  {
    when: "a space has much, in a region that is unknown",
    given: space(500),
    says: [`${large("the space")}energy, emissions and cost unknown.`],
  },
  {
    when: "a monitoring job has much",
    given: {
      type: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
      props: { jobResources: { clusterConfig: { volumeSizeInGb: 500, instanceCount: 2 } } },
    },
    says: [large("the monitoring job", 800)],
  },
  { when: "a size is at the limit", given: [notebook({ volumeSize: 100 }), space(100)], says: [] },
  {
    when: "a size is absent or the provider's 0",
    given: [notebook(), notebook({ volumeSize: 0 }), training()],
    says: [],
  },
  { when: "the limit is raised", given: notebook({ volumeSize: 500 }), settings: { maxGigabytes: 500 }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(volumeSize, given, settings), says)).toEqual(says);
});

it("leaves a size that a preview does not know to the SDK", async () => {
  await expect(judge(volumeSize, notebook({ volumeSize: unknownNumberValue }))).rejects.toThrow("volumeSize");
});

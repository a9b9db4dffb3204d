import { stackRegionConsistency } from "../../../policies/rules/stack-region-consistency";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { bucket, configuration, notebook, training, trainingOfOurs } from "../support/resources";

const lab = { ...notebook({ region: "ca-central-1" }), name: "lab" };
const long = { resourceConfig: { instanceType: "ml.g5.xlarge", instanceCount: 1 } };
const left = training({ region: "us-east-1", ...long });
const inRegion = (region: string, props: Readonly<Record<string, unknown>> = {}) =>
  training({ region, ...long, ...props });
const reason = { "greenml:region-reason": "records may not leave the country" };
const found = (to: string) =>
  `Too many regions: the training job churn in us-east-1, though the stack uses ${to} too; that saves`;

const cases: readonly Case[] = [
  { when: "a job was left behind", given: [lab, left], says: [found("ca-central-1")] },
  { when: "the clean region is on another continent", given: [notebook(), left], says: [found("eu-north-1")] },
  {
    when: "a job of ours was left behind",
    given: [lab, { ...trainingOfOurs(), props: { ...trainingOfOurs().props, region: "us-east-1" } }],
    says: [found("ca-central-1")],
  },
  { when: "the greenest of three is taken", given: [lab, notebook(), left], says: [found("eu-north-1")] },
  {
    when: "an endpoint has a greener one near",
    given: [lab, configuration({}, { region: "us-east-1" })],
    says: ['Too many regions: variant "primary" of churn in us-east-1, though the stack uses ca-central-1 too; '],
  },
  {
    when: "endpoints stand on two continents",
    given: [configuration(), configuration({}, { region: "us-east-1" })],
    says: [],
  },
  {
    when: "nobody states the calls of what is served in two regions",
    given: ["eu-north-1", "eu-central-1"].map((region) =>
      configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }, { region }),
    ),
    says: [
      'Too many regions: variant "primary" of churn in eu-central-1, though the stack uses eu-north-1 too; a kilowatt-hour there emits 95 % less; ',
    ],
  },
  { when: "one region is used", given: [left, notebook({ region: "us-east-1" })], says: [] },
  { when: "only data is elsewhere", given: [bucket({ region: "ca-central-1" }), left], says: [] },
  {
    when: "the Union's work would leave it",
    given: [notebook({ region: "ca-central-1" }), inRegion("eu-central-1")],
    says: [],
  },
  { when: "a tag says why", given: [lab, inRegion("us-east-1", { tags: reason })], says: [] },
  {
    when: "the tag is in the request of a job of ours",
    given: [
      lab,
      {
        type: "greenml:jobs:TrainingJob",
        props: {
          region: "us-east-1",
          request: {
            ResourceConfig: { InstanceType: "ml.g5.xlarge" },
            Tags: [{ Key: "greenml:region-reason", Value: "law" }],
          },
        },
      },
    ],
    says: [],
  },
  {
    when: "the tag says nothing",
    given: [lab, inRegion("us-east-1", { tags: { "greenml:region-reason": " " } })],
    says: [found("ca-central-1")],
  },
  { when: "the region has a reason", given: [lab, left], settings: { reasonedRegions: ["us-east-1"] }, says: [] },
  { when: "the saving is too small", given: [lab, left], settings: { minSavingPercent: 95 }, says: [] },
  { when: "the saving in grams is too small", given: [lab, left], settings: { minSavingGrams: 1e9 }, says: [] },
  {
    when: "the greener region lacks the machine",
    given: [lab, training({ region: "us-east-1", resourceConfig: { instanceType: "ml.p6-b200.48xlarge" } })],
    says: [],
  },
  { when: "a region is not in the catalogue", given: [lab, inRegion("mars-1")], says: [] },
  { when: "no region is named", given: [lab, inRegion("")], says: [] },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackRegionConsistency, given, settings), says)).toEqual(says);
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const judged = judge(stackRegionConsistency, [lab, left, notebook({ region: unknownStringValue })], {}, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(messages).toHaveLength(1);
});

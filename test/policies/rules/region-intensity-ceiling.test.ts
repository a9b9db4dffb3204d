import { region } from "../../../carbon";
import { regionIntensityCeiling } from "../../../policies/rules/region-intensity-ceiling";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup, training, trainingOfOurs, tuningOfOurs } from "../support/resources";

const virginia = region("us-east-1").intensity!;
const tooIntense = `Too carbon-intense: the grid of us-east-1 emitted ${virginia.value} gCO2e/kWh in ${virginia.year}, maximum 240, where that of ca-central-1 emitted ${region("ca-central-1").intensity!.value}; `;
const noRegion = "Expected a region on the resource or on its provider, got none to judge a grid by; ";

const cases: readonly Case[] = [
  { when: "the resource names a dirty region", given: training({ region: "us-east-1" }), says: [tooIntense] },
  {
    when: "a job of ours names a dirty region",
    given: { ...trainingOfOurs(), props: { region: "us-east-1" } },
    says: [tooIntense],
  },
  { when: "the resource names a clean region", given: [training(), tuningOfOurs({})], says: [] },
  {
    when: "the provider is set to a dirty region",
    given: { ...configuration({}, { region: undefined }), provider: { region: "us-east-1" } },
    says: [tooIntense],
  },
  {
    when: "the resource's clean region overrides its provider's",
    given: { ...training(), provider: { region: "us-east-1" } },
    says: [],
  },
  {
    when: "the region is the empty text that the provider writes for absent",
    given: { ...training({ region: "" }), provider: { region: "us-east-1" } },
    says: [tooIntense],
  },
  { when: "no region is named anywhere", given: training({ region: undefined }), says: [noRegion] },
  {
    when: "the provider names no region",
    given: { ...training({ region: undefined }), provider: {} },
    says: [noRegion],
  },
  {
    when: "the catalog lacks the region",
    given: training({ region: "mars-1" }),
    says: ['Unknown region "mars-1": the catalog holds no grid intensity for it; '],
  },
  {
    when: "the grid is at the ceiling",
    given: training({ region: "us-east-1" }),
    settings: { maxGramsPerKwh: virginia.value },
    says: [],
  },
  {
    when: "the region is clean and not allowed",
    given: training(),
    settings: { allowedRegions: ["eu-west-3", "eu-west-1"] },
    says: ["Expected a region of eu-west-3, eu-west-1, got eu-north-1; one run at its limit: "],
  },
  { when: "the region is allowed", given: training(), settings: { allowedRegions: ["eu-north-1"] }, says: [] },
  {
    when: "the region is allowed and dirty, and a clean one is allowed far away",
    given: training({ region: "us-east-1" }),
    settings: { allowedRegions: ["us-east-1", "eu-north-1"] },
    says: [tooIntense.replace(/ca-central-1.*/, `eu-north-1 emitted ${region("eu-north-1").intensity!.value}; `)],
  },
  { when: "the resource bills nothing by itself", given: logGroup({ region: "us-east-1" }), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  const messages = await judge(regionIntensityCeiling, given, settings);
  expect(starts(messages, says)).toEqual(says);
});

describe("says what the work costs where it is", () => {
  const variants = {
    productionVariants: ["a", "b"].map((variantName) => ({ variantName, instanceType: "ml.m5.large" })),
  };
  it.each<[string, Given, RegExp]>([
    [
      "a month of all variants of an endpoint",
      configuration({}, { ...variants, region: "us-east-1" }),
      /; a month: energy [\d.]+-.*; emissions \(CO2e\) [\d.]+-.*; cost \$/,
    ],
    [
      "one run of a job, at its limit",
      training({ region: "us-east-1" }),
      /; one run at its limit: .*; cost at most \$/,
    ],
    [
      "nothing of what has no machine of its own",
      { type: "aws:sagemaker/endpoint:Endpoint", props: { region: "us-east-1" } },
      /; what its use costs is unknown\.$/,
    ],
    [
      "unknown where there is no region",
      training({ region: undefined }),
      /; one run at its limit: energy, emissions and cost unknown\.$/,
    ],
    [
      "unknown where one variant has no figure",
      configuration(
        {},
        {
          region: "us-east-1",
          productionVariants: [
            ...variants.productionVariants,
            { variantName: "c", serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } },
          ],
        },
      ),
      /; a month: energy, emissions and cost unknown\.$/,
    ],
    [
      "unknown where a preview does not know the machine",
      configuration({ instanceType: unknownStringValue }, { region: "us-east-1" }),
      /unknown\.$/,
    ],
  ])("%s", async (_, given, says) => {
    expect(await judge(regionIntensityCeiling, given)).toEqual([expect.stringMatching(says)]);
  });
});

it("names no region where none nearby is under the maximum", async () => {
  const [message] = await judge(regionIntensityCeiling, training({ region: "us-east-1" }), { maxGramsPerKwh: 1 });
  expect(message).toContain("maximum 1; one run");
});

it("leaves a region that a preview does not know to the SDK", async () => {
  await expect(judge(regionIntensityCeiling, training({ region: unknownStringValue }))).rejects.toThrow("region");
});

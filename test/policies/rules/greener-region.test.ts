import { greenerRegion } from "../../../policies/rules/greener-region";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import {
  bucket,
  configuration,
  endpoint,
  jobSchedule,
  lambdaFunction,
  notebook,
  training,
  trainingOfOurs,
  tuning,
  zeroTarget,
} from "../support/resources";

const virginia = { region: "us-east-1" };
const day = { StoppingCondition: { MaxRuntimeInSeconds: 86_400 } };
const machine = (InstanceType: string) => ({ ResourceConfig: { InstanceType, InstanceCount: 1 } });
const abroad = (instanceType: string) => training({ ...virginia, resourceConfig: { instanceType, instanceCount: 1 } });
const paris = configuration({ instanceType: "ml.p4d.24xlarge" }, { region: "eu-west-3" });
const quebec = " in us-east-1 (418 gCO2e/kWh) could be in ca-central-1 (41); that saves ";
const found = (what: string) => [`Too carbon-intense: ${what}${quebec}`];

const cases: readonly Case[] = [
  { when: "an endpoint is always on", given: configuration({}, virginia), says: found('variant "primary" of churn') },
  { when: "a notebook is there", given: notebook(virginia), says: found("the notebook churn") },
  { when: "a training may take long", given: abroad("ml.g5.xlarge"), says: found("the training job churn") },
  {
    when: "a search may take long",
    given: tuning({}, {}, virginia),
    says: found("the tuning job churn"),
  },
  {
    when: "a job of ours is there",
    given: { ...trainingOfOurs(day), props: { ...trainingOfOurs(day).props, ...virginia } },
    says: found("the training job churn"),
  },
  {
    when: "the clock starts a training",
    given: jobSchedule("createTrainingJob", { ...machine("ml.m5.xlarge"), ...day }, virginia),
    says: found("what rate(1 day) of churn starts"),
  },
  {
    when: "an endpoint that can rest is awake at times",
    given: [configuration({}, { ...virginia, asyncInferenceConfig: { outputConfig: {} } }), endpoint(), zeroTarget()],
    says: found('variant "primary" of churn'),
  },
  {
    when: "the region is that of the provider",
    given: { ...notebook({ region: "" }), provider: virginia },
    says: found("the notebook churn"),
  },
  {
    when: "two resources share a region, which is one finding",
    given: [configuration({}, virginia), notebook(virginia)],
    says: found('variant "primary" of churn, the notebook churn'),
  },
  {
    when: "the grid is clean though a cleaner one is open",
    given: paris,
    settings: { minSavingPercent: 10 },
    says: [],
  },
  {
    when: "the owner calls no grid clean",
    given: paris,
    settings: { cleanGramsPerKwh: 0, minSavingPercent: 10 },
    says: ['Too carbon-intense: variant "primary" of churn in eu-west-3 ('],
  },
  {
    when: "two regions are dirty",
    given: [notebook(virginia), notebook({ region: "eu-central-1" })],
    says: [
      ...found("the notebook churn"),
      "Too carbon-intense: the notebook churn in eu-central-1 (342 gCO2e/kWh) could be in eu-north-1 (20); ",
    ],
  },
  {
    when: "the greenest region of its part of the world is taken",
    given: notebook({ region: "eu-north-1" }),
    says: [],
  },
  {
    when: "the greener neighbour is outside the European Union",
    given: notebook({ region: "eu-north-1" }),
    settings: { minSavingPercent: 0, minSavingGrams: 0 },
    says: [],
  },
  { when: "only a region outside the Union would do", given: paris, settings: { minSavingPercent: 10 }, says: [] },
  {
    when: "only one region is allowed, which it is in",
    given: notebook(virginia),
    settings: { allowedRegions: ["us-east-1"] },
    says: [],
  },
  {
    when: "a far region is allowed",
    given: notebook({ region: "ap-south-1" }),
    settings: { allowedRegions: ["eu-north-1", "us-east-1"] },
    says: ["Too carbon-intense: the notebook churn in ap-south-1 (653 gCO2e/kWh) could be in eu-north-1 (20); "],
  },
  {
    when: "the allowed regions are all dirtier",
    given: notebook(virginia),
    settings: { allowedRegions: ["ap-south-1"] },
    says: [],
  },
  {
    when: "an allowed region is not in the catalogue",
    given: notebook(virginia),
    settings: { allowedRegions: ["mars-1"] },
    says: [],
  },
  { when: "no greener neighbour has the accelerators", given: abroad("ml.p6-b200.48xlarge"), says: [] },
  { when: "the catalogue lacks the type", given: abroad("ml.q9.large"), says: [] },
  { when: "the catalogue lacks the region", given: notebook({ region: "mars-1" }), says: [] },
  { when: "no region is named", given: notebook({ region: "" }), says: [] },
  {
    when: "the run is short",
    given: training({ ...virginia, stoppingCondition: { maxRuntimeInSeconds: 600 } }),
    says: [],
  },
  {
    when: "the resource has a reason to stay",
    given: notebook(virginia),
    settings: { stayingResources: ["churn"] },
    says: [],
  },
  {
    when: "no serverless calls are stated",
    given: configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }, virginia),
    says: [],
  },
  {
    when: "no calls are stated, but the open regions are",
    given: configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }, virginia),
    settings: { allowedRegions: ["ca-central-1"] },
    says: [
      'Too carbon-intense: variant "primary" of churn in us-east-1 (418 gCO2e/kWh) could be in ca-central-1 (41); a kilowatt-hour there emits 90 % less; what that saves and costs a month depends on use and is unknown.',
    ],
  },
  {
    when: "some of the work has no figure",
    given: [
      notebook(virginia),
      configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }, virginia),
    ],
    says: found('the notebook churn, variant "primary" of churn (of which 1 without a figure)'),
  },
  { when: "nothing of SageMaker is there", given: [bucket(virginia), lambdaFunction(virginia)], says: [] },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(greenerRegion, given, settings), says)).toEqual(says);
});

it("says what a month saves and costs, and the data that it makes up for", async () => {
  const [message] = await judge(greenerRegion, configuration({}, virginia));
  expect(message).toMatch(
    /that saves [\d.]+-[\d.]+ kg, likely [\d.]+ kg of CO2e a month \(\d+ %\); cost \$.+ instead of \$.+; one month makes up for moving up to [\d,]+ GB once, of which each 1,000 GB cost \$.+\.$/,
  );
});

it("says of what may end early that the saving is the most", async () => {
  const [message] = await judge(greenerRegion, abroad("ml.g5.xlarge"));
  expect(message).toMatch(
    /that saves at most [\d.]+ kg of CO2e a month \(at most \d+ %\); .* moving at most [\d,]+ GB once/,
  );
});

it("is silent up to the smallest saving, and speaks at it", async () => {
  const [message = ""] = await judge(greenerRegion, configuration({}, virginia));
  const percent = Number(/\((\d+) %\)/.exec(message)?.[1]);
  expect(await judge(greenerRegion, configuration({}, virginia), { minSavingPercent: percent - 1 })).toHaveLength(1);
  expect(await judge(greenerRegion, configuration({}, virginia), { minSavingPercent: percent + 1 })).toEqual([]);
  expect(await judge(greenerRegion, configuration({}, virginia), { minSavingGrams: 1e6 })).toEqual([]);
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = notebook({ region: unknownStringValue });
  const judged = judge(greenerRegion, [notebook(virginia), hidden], {}, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(messages).toHaveLength(1);
});

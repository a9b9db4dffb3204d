import { modelBaseline } from "../../../policies/rules/model-baseline";
import { evidence, record } from "../support/evidence";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { logGroup, training, trainingOfOurs, tuning, tuningOfOurs } from "../support/resources";

const day = { judgedOn: "2026-11-24" };
const expected = (what: string, lack = "got none") =>
  `Expected evidence that ${what} beats a baseline without AI, ${lack}; `;
const job = expected("the job's model");
const search = expected("the search's model");
const alone = expected("the model") + "what its training cost is unknown.";
const weights = "s3://models/churn/model.tar.gz";
const model = (
  container: unknown = { image: "1.dkr.ecr.example/churn:1", modelDataUrl: weights },
  more = {},
): Given => ({
  type: "aws:sagemaker/model:Model",
  props: { name: "churn-model", primaryContainer: container, ...more },
});
const source = (s3Uri: string) => ({ modelDataSource: { s3DataSources: [{ s3Uri }] } });
const lacking = (over: object, because: string) => ({
  given: [training(), evidence({ ...record(), ...over })],
  says: [expected("the job's model", `got none that holds: ${because}`)],
});

const cases: readonly Case[] = [
  { when: "trainings and searches, raw and ours, have none", given: [training(), trainingOfOurs()], says: [job, job] },
  { when: "a search has none", given: [tuning({}), tuningOfOurs({})], says: [search, search] },
  { when: "a model that was trained elsewhere has none", given: model(), says: [alone] },
  {
    when: "one of several containers has weights",
    given: model(undefined, { primaryContainer: undefined, containers: [{}, source(weights)] }),
    says: [alone],
  },
  {
    when: "weights are named as a data source",
    given: model({ modelDataSource: { s3DataSource: { s3Uri: weights } } }),
    says: [alone],
  },
  { when: "a record is about the job by its Pulumi name", given: [training(), evidence(record())], says: [] },
  {
    when: "a record is about the job by AWS's name",
    given: [training({ trainingJobName: "fit" }), evidence(record({ subject: "fit" }))],
    says: [],
  },
  {
    when: "a record is about the job by its URN",
    given: [
      training(),
      evidence(record({ subject: "urn:pulumi:dev::test::aws:sagemaker/trainingJob:TrainingJob::churn" })),
    ],
    says: [],
  },
  {
    when: "a record is about the component above",
    given: [{ ...training(), name: "fit", parent: "churn" }, evidence(record())],
    says: [],
  },
  {
    when: "a tag names the record",
    given: [
      { ...training({ tags: { "greenml:evidence:baseline": "shared" } }), name: "fit" },
      { ...tuningOfOurs({}, {}, { Tags: [{ Key: "greenml:evidence:baseline", Value: "shared" }] }), name: "search" },
      evidence(record({ id: "shared", subject: "all" })),
    ],
    says: [],
  },
  {
    when: "a tag states the baseline and nobody recorded it",
    given: [
      { ...training({ tags: { baseline: "last week's value, 0.71 AUC" } }), name: "fit" },
      { ...tuningOfOurs({}, {}, { Tags: [{ Key: "no-ai-baseline", Value: "rules, 0.68" }] }), name: "search" },
    ],
    says: [],
  },
  {
    when: "the tag says that there is none, or is not in the list",
    given: [
      training({ tags: { baseline: "none" } }),
      training({ tags: { Baseline: " " } }),
      training({ tags: { app: "x" } }),
    ],
    says: [job, job, job],
  },
  {
    when: "records are insisted on",
    given: training({ tags: { baseline: "0.71 AUC" } }),
    settings: { baselineTags: [] },
    says: [job],
  },
  {
    when: "a tag states the baseline beside a record that does not hold",
    given: [training({ tags: { baseline: "0.71 AUC" } }), evidence(record({ measuredAt: "2025-11-23" }))],
    says: [
      expected(
        "the job's model",
        'got none that holds: evidence "churn-baseline" is stale, measured on 2025-11-23, more than 365 days before 2026-11-24',
      ),
    ],
  },
  {
    when: "a tag names a record that is not there",
    given: training({ tags: { "greenml:evidence:baseline": "lost" } }),
    says: [expected("the job's model", 'got none: no evidence of that kind is called "lost"')],
  },
  {
    when: "a record is about something else, or of another kind",
    given: [training(), evidence(record({ subject: "fraud" }), record({ kind: "gain" }))],
    says: [job],
  },
  {
    when: "a component holds a single record",
    given: [training(), { type: "acme:ml:Check", props: { evidence: record() } }],
    says: [],
  },
  {
    when: "only an AWS resource has such a property",
    given: [training(), { ...evidence(record()), type: "aws:s3/bucket:Bucket" }],
    says: [job],
  },
  {
    when: "the record was changed after it was sealed",
    ...lacking({ job: "another" }, 'evidence "churn-baseline" was changed after it was sealed'),
  },
  {
    when: "nobody has signed the record off",
    ...lacking({ signedOffBy: " " }, 'nobody has signed evidence "churn-baseline" off'),
  },
  {
    when: "the record is broken",
    given: [training(), evidence({ ...record(), results: [] })],
    says: [
      "Expected evidence that the job's model beats a baseline without AI, got none that holds: " +
        'evidence "churn-baseline" is broken (results: ',
    ],
  },
  {
    when: "the record is as old as may be, and a day older",
    given: [
      training(),
      evidence(record({ measuredAt: "2025-11-24" })),
      { ...training({ trainingJobName: "fit" }), name: "fit" },
      evidence(record({ subject: "fit", measuredAt: "2025-11-23" })),
    ],
    says: [
      expected(
        "the job's model",
        'got none that holds: evidence "churn-baseline" is stale, measured on 2025-11-23, more than 365 days before 2026-11-24',
      ),
    ],
  },
  {
    when: "evidence may be old",
    given: [training(), evidence(record({ measuredAt: "2024-01-01" }))],
    settings: { maxAgeDays: 4000 },
    says: [],
  },
  {
    when: "the record says it is of a day to come",
    given: [training(), evidence(record({ measuredAt: "2026-11-25" }))],
    says: [
      expected(
        "the job's model",
        'got none that holds: evidence "churn-baseline" says it was measured on 2026-11-25, which is after 2026-11-24',
      ),
    ],
  },
  {
    when: "a newer record stands beside a stale one",
    given: [training(), evidence(record({ measuredAt: "2020-01-01" }), record({ id: "newer" }))],
    says: [],
  },
  {
    when: "the baseline does as well, whichever way is better",
    given: [
      training(),
      evidence(record({ results: [{ metric: "auc", value: 0.7, unit: "1", comparedWith: 0.7, better: "higher" }] })),
      { ...model(), name: "error" },
      evidence(
        record({
          subject: "error",
          results: [{ metric: "error", value: 3, unit: "days", comparedWith: 2, better: "lower" }],
        }),
      ),
    ],
    says: [
      'Expected the job\'s model to beat the baseline without AI, got auc 0.7 against 0.7 (evidence "churn-baseline" of 2026-11-01); at its limit: ',
      'Expected the model to beat the baseline without AI, got error 3 against 2 days (evidence "churn-baseline" of 2026-11-01); ',
    ],
  },
  {
    when: "a model is what a training of the stack gives",
    given: [
      {
        ...model({ modelDataUrl: unknownStringValue }),
        madeOf: { primaryContainer: "greenml:jobs:TrainingJobCompletion" },
      },
    ],
    says: [],
  },
  {
    when: "a model's weights are below a training's output",
    given: [
      training({ outputDataConfig: { s3OutputPath: "s3://models/" } }),
      { ...tuning({}, { outputDataConfig: { s3OutputPath: unknownStringValue } }), name: "search" },
      model(),
    ],
    says: [job, search],
  },
  {
    when: "an image holds the model, or there is none",
    given: [model({ image: "1.dkr.ecr.example/rules:1" }), model(undefined, { primaryContainer: undefined })],
    says: [],
  },
  {
    when: "a model comes from JumpStart",
    given: model({ modelDataUrl: "s3://jumpstart-cache-prod-eu-north-1/x.tar.gz" }),
    says: [],
  },
  { when: "a training is tried out", given: training(), settings: { exploratory: ["churn"] }, says: [] },
  { when: "AWS chooses the machines of a customisation", given: training({ serverlessJobConfig: {} }), says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(modelBaseline, given, { ...day, ...settings }), says)).toEqual(says);
});

it.each([
  ["evidence", [training(), { type: "acme:ml:Check", props: { evidence: unknownStringValue } }]],
  ["a part of evidence", [training(), evidence({ ...record(), subject: unknownStringValue })]],
  ["the tag that may name it", [training({ tags: { "greenml:evidence:baseline": unknownStringValue } })]],
  ["where weights are", [model({ modelDataUrl: unknownStringValue })]],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(modelBaseline, given, day)).rejects.toThrow("can't be known during preview");
});

it("accepts what is known beside evidence that is not", async () => {
  const given = [training(), evidence(record()), evidence({ ...record(), subject: unknownStringValue })];
  expect(await judge(modelBaseline, given, day)).toEqual([]);
});

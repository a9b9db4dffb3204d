import { tuningWarmStart } from "../../../policies/rules/tuning-warm-start";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { training, tuning, tuningOfOurs } from "../support/resources";

type Fields = Readonly<Record<string, unknown>>;

const auc = { strategy: "Bayesian", objective: { metricName: "validation:auc", type: "Maximize" } };
const image = { algorithmSpecification: { trainingImage: "churn:1" } };
const input = (s3Uri: string) => ({ inputDataConfigs: [{ dataSource: { s3DataSource: { s3Uri } } }] });

function search(name: string, config: Fields = {}, definition: Fields = {}, props: Fields = {}): Given {
  return { ...tuning({ ...auc, ...config }, { ...image, ...definition }, props), name };
}

const ours: Given = {
  ...tuningOfOurs(
    { Strategy: "Random", HyperParameterTuningJobObjective: { MetricName: "validation:auc", Type: "Maximize" } },
    { AlgorithmSpecification: { TrainingImage: "churn:1" } },
  ),
  name: "ours",
};
const first = search("first");
const parents = { parentHyperParameterTuningJobs: [{ hyperParameterTuningJobName: "first" }] };
const found = [
  'Expected WarmStartConfig with parent "first", which searches for validation:auc with the same algorithm, got none; all trials at their limit: ',
];

const cases: readonly Case[] = [
  { when: "the same is searched twice", given: [first, search("second")], says: found },
  {
    when: "the same is searched three times",
    given: [first, search("second"), search("third")],
    says: [...found, ...found],
  },
  { when: "a job of ours searches again", given: [first, ours], says: found },
  {
    when: "both search the same data",
    given: [search("first", {}, input("s3://b/train/")), search("second", {}, input("s3://b/train/"))],
    says: found,
  },
  { when: "one names no data", given: [first, search("second", {}, input("s3://b/train/"))], says: found },
  {
    when: "the objective is the definition's",
    given: ["first", "second"].map((name) =>
      search(name, { objective: undefined }, { tuningObjective: { metricName: "validation:auc", type: "Maximize" } }),
    ),
    says: found,
  },
  {
    when: "a built-in algorithm is named",
    given: ["first", "second"].map((name) => search(name, {}, { algorithmSpecification: { algorithmName: "churn" } })),
    says: found,
  },
  {
    when: "a tag names the earlier one",
    given: search("second", {}, {}, { tags: { "greenml:earlier-tuning": "october" } }),
    says: ['Expected WarmStartConfig with parent "october" of tag greenml:earlier-tuning, got none; '],
  },
  {
    when: "a setting names it",
    given: first,
    settings: { earlierTunings: ["first"] },
    says: [
      "Expected WarmStartConfig with its earlier attempt as parent, which earlierTunings says there is, got none; ",
    ],
  },
  { when: "it is the first search", given: first, says: [] },
  { when: "it has a parent", given: [first, search("second", {}, {}, { warmStartConfig: parents })], says: [] },
  {
    when: "the data is another",
    given: [search("first", {}, input("s3://b/a/")), search("second", {}, input("s3://b/b/"))],
    says: [],
  },
  {
    when: "the image is another",
    given: [first, search("second", {}, { algorithmSpecification: { trainingImage: "churn:2" } })],
    says: [],
  },
  {
    when: "the metric is another",
    given: [first, search("second", { objective: { metricName: "validation:f1", type: "Maximize" } })],
    says: [],
  },
  {
    when: "the goal is another",
    given: [first, search("second", { objective: { metricName: "validation:auc", type: "Minimize" } })],
    says: [],
  },
  { when: "the region is another", given: [first, search("second", {}, {}, { region: "eu-west-3" })], says: [] },
  { when: "the strategy takes no parents", given: [first, search("second", { strategy: "Hyperband" })], says: [] },
  {
    when: "the earlier one can be no parent",
    given: [search("first", { strategy: "Grid" }), search("second")],
    says: [],
  },
  {
    when: "several algorithms compete",
    given: [
      first,
      search("second", {}, {}, { trainingJobDefinition: undefined, trainingJobDefinitions: [image, image] }),
    ],
    says: [],
  },
  {
    when: "SageMaker tunes by itself",
    given: [first, search("second", {}, {}, { autotune: { mode: "Enabled" } })],
    says: [],
  },
  { when: "no algorithm is named", given: [tuning(auc), tuning(auc)], says: [] },
  {
    when: "no objective is named",
    given: ["first", "second"].map((name) => search(name, { objective: undefined })),
    says: [],
  },
  {
    when: "the searches are independent",
    given: [first, search("second")],
    settings: { independentTunings: ["second"] },
    says: [],
  },
  { when: "the tag is empty", given: search("second", {}, {}, { tags: { "greenml:earlier-tuning": " " } }), says: [] },
  { when: "the other job only trains", given: [training(image), first], says: [] },
];

const onRanges = (name: string, strategy: string, maxValue: string): Given =>
  search(name, {
    strategy,
    parameterRanges: { continuousParameterRanges: [{ name: "eta", minValue: "0", maxValue }] },
  });

it.each([
  ["the same name", [first, search("churn-v1"), search("churn-v2")], ["first", "churn-v1"]],
  [
    "the same strategy and ranges",
    [onRanges("credit", "Random", "1"), onRanges("churn", "Bayesian", "1"), onRanges("wide", "Bayesian", "1")],
    ["credit", "churn"],
  ],
  ["nothing more than the subject", [first, search("second"), search("third")], ["first", "first"]],
])("names as parent the search with %s", async (_, given, names) => {
  const said = names.map((name) => `Expected WarmStartConfig with parent "${name}", which`);
  expect(starts(await judge(tuningWarmStart, given), said)).toEqual(said);
});

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(tuningWarmStart, given, settings), says)).toEqual(says);
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = search("third", {}, { algorithmSpecification: { trainingImage: unknownStringValue } });
  const judged = judge(tuningWarmStart, [first, search("second"), hidden], {}, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(messages).toHaveLength(1);
});

it("asks nothing of a single search that a preview does not know", async () => {
  const hidden = search("only", {}, { algorithmSpecification: { trainingImage: unknownStringValue } });
  expect(await judge(tuningWarmStart, hidden)).toEqual([]);
});

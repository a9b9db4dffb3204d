import { modelMeasuredGain } from "../../../policies/rules/model-measured-gain";
import { evidence, record } from "../support/evidence";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const day = { judgedOn: "2026-11-24" };
const unknown = "what it saves is unknown.";
const none = (how: string) => `Expected a measured gain of the model, which is ${how}, got none; ${unknown}`;
const NEO = "301217895009.dkr.ecr.us-west-2.amazonaws.com/sagemaker-inference-pytorch:1.8-cpu-py3";
const plain = { image: "1.dkr.ecr.example/churn:1", modelDataUrl: "s3://models/churn/model.tar.gz" };
const model = (container: object = {}, more = {}, name = "churn"): Given => ({
  type: "aws:sagemaker/model:Model",
  name,
  props: { name: `${name}-1a2b3c4`, primaryContainer: { ...plain, ...container }, ...more },
});
const gain = (value: number, over = {}) =>
  record({
    id: "churn-int8",
    kind: "gain",
    results: [
      { metric: "energy-per-1000-inferences", value, unit: "Wh", comparedWith: 12, better: "lower" },
      { metric: "auc", value: 0.81, unit: "1", comparedWith: 0.82, better: "higher" },
    ],
    ...over,
  });
const compilation = {
  type: "greenml:jobs:CompilationJob",
  name: "compile",
  props: { request: { OutputConfig: { S3OutputLocation: "s3://models/compiled/" } } },
};
const compiled = model({ modelDataUrl: "s3://models/compiled/model-ml_c5.tar.gz" });

const cases: readonly Case[] = [
  {
    when: "a tag states the gain and nobody recorded it",
    given: {
      ...model({ image: NEO }),
      props: { ...model({ image: NEO }).props, tags: { speedup: "2.1x on ml.c7i.xlarge" } },
    },
    says: [],
  },
  {
    when: "the tag states nothing",
    given: { ...model({ image: NEO }), props: { ...model({ image: NEO }).props, tags: { speedup: "TBD" } } },
    says: [none("compiled by Neo")],
  },
  { when: "the image is one of Neo's", given: model({ image: NEO }), says: [none("compiled by Neo")] },
  {
    when: "the weights lie where a compilation job writes",
    given: [compilation, compiled],
    says: [none("compiled by Neo")],
  },
  {
    when: "the model is made of a compilation",
    given: {
      ...model({ modelDataUrl: unknownStringValue }),
      madeOf: { primaryContainer: "greenml:jobs:CompilationJobCompletion" },
    },
    says: [none("compiled by Neo")],
  },
  {
    when: "a serving container quantises",
    given: [
      model({ environment: { OPTION_QUANTIZE: "awq" } }),
      model({ environment: { HF_MODEL_QUANTIZE: "bitsandbytes" } }),
    ],
    says: [none("quantised (OPTION_QUANTIZE awq)"), none("quantised (HF_MODEL_QUANTIZE bitsandbytes)")],
  },
  { when: "it is told not to", given: model({ environment: { OPTION_QUANTIZE: "none", QUANTIZE: "" } }), says: [] },
  {
    when: "the address of the weights tells",
    given: model({ modelDataUrl: "s3://models/churn-int8/model.tar.gz" }),
    says: [none('called "int8"')],
  },
  {
    when: "a name tells",
    given: [model({}, {}, "churn-pruned"), model({}, { name: "churn_GPTQ" })],
    says: [none('called "pruned"'), none('called "gptq"')],
  },
  { when: "a word only begins so", given: model({ modelDataUrl: "s3://models/int85/prunedness.tar.gz" }), says: [] },
  {
    when: "another word is agreed on",
    given: model({}, {}, "churn-slim"),
    settings: { optimisedWords: ["slim"] },
    says: [none('called "slim"')],
  },
  {
    when: "one of several containers is compiled",
    given: model({}, { primaryContainer: undefined, containers: [plain, { image: NEO }] }),
    says: [none("compiled by Neo")],
  },
  { when: "the gain is measured", given: [model({ image: NEO }), evidence(gain(7))], says: [] },
  {
    when: "the measurement shows no gain",
    given: [model({ image: NEO }), evidence(gain(12))],
    says: [
      "Expected a gain of the model, which is compiled by Neo, got energy-per-1000-inferences 12 against 12 Wh, " +
        'auc 0.81 against 0.82 (evidence "churn-int8" of 2026-11-01); it saves nothing.',
    ],
  },
  {
    when: "the measurement is stale",
    given: [model({ image: NEO }), evidence(gain(7, { measuredAt: "2024-01-01" }))],
    says: [
      'Expected a measured gain of the model, which is compiled by Neo, got none that holds: evidence "churn-int8" is stale',
    ],
  },
  {
    when: "a baseline is all there is",
    given: [model({ image: NEO }), evidence(record())],
    says: [none("compiled by Neo")],
  },
  { when: "a model is as it was trained", given: model(), says: [] },
  {
    when: "its weights come from a training",
    given: {
      ...model({ modelDataUrl: unknownStringValue }),
      madeOf: { primaryContainer: "greenml:jobs:TrainingJobCompletion" },
    },
    says: [],
  },
  { when: "a compilation's model serves nobody", given: [compilation, model()], says: [] },
  {
    when: "a compilation has no output yet",
    given: [{ ...compilation, props: { request: unknownStringValue } }, model()],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(modelMeasuredGain, given, { ...day, ...settings }), says)).toEqual(says);
});

it.each([
  ["an image", [model({ image: unknownStringValue })]],
  ["an address", [model({ modelDataUrl: unknownStringValue })]],
  ["an environment", [model({ environment: unknownStringValue })]],
  ["evidence", [model({ image: NEO }), { type: "acme:ml:Check", props: { evidence: unknownStringValue } }]],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(modelMeasuredGain, given, day)).rejects.toThrow("can't be known during preview");
});

it("tells by one sign while another is unknown", async () => {
  expect(await judge(modelMeasuredGain, model({ image: NEO, modelDataUrl: unknownStringValue }), day)).toEqual([
    none("compiled by Neo"),
  ]);
});

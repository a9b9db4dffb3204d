import { endpointConsolidation } from "../../../policies/rules/endpoint-consolidation";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup } from "../support/resources";

const image = "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1";
const served = (name: string, variant = {}, props = {}, container: object = { image }): readonly Given[] => [
  configuration({ modelName: name, ...variant }, { name: `${name}-configuration`, ...props }),
  { ...endpoint({ name, endpointConfigName: `${name}-configuration` }), name },
  { type: "aws:sagemaker/model:Model", name, props: { name, primaryContainer: container } },
];
const alike = `Too many endpoints: 2 with one ml.m6i.large each for models of ${image}, maximum 1; a month of this one: energy `;
const two = (variant = {}, props = {}, container?: object) => [
  ...served("a"),
  ...served("b", variant, props, container),
];

const cases: readonly Case[] = [
  { when: "two endpoints have a machine each for the same software", given: two(), says: [alike] },
  { when: "the second names no count", given: two({ initialInstanceCount: 0 }), says: [alike] },
  { when: "the number is at the limit", given: two(), settings: { maxAlike: 2 }, says: [] },
  {
    when: "types, regions, images or counts differ",
    given: [
      ...two({ instanceType: "ml.c6i.large" }),
      ...served("c", {}, { region: "us-east-1" }),
      ...served("d", {}, {}, { image: "example.com/own:1" }),
      ...served("e", { initialInstanceCount: 2 }),
    ],
    says: [],
  },
  { when: "both serve the same model", given: two({ modelName: "a" }), says: [] },
  {
    when: "one is serverless, or names no model",
    given: [...two({ instanceType: "" }), ...served("c", { modelName: "" })],
    says: [],
  },
  { when: "one is asynchronous", given: two({}, { asyncInferenceConfig: { outputConfig: {} } }), says: [] },
  {
    when: "one has two variants, or a model of two containers or of none",
    given: [
      ...two({}, { productionVariants: [{ modelName: "b" }, { modelName: "a" }] }),
      ...served("c", {}, {}, {}),
      configuration({ modelName: "d" }, { name: "d-configuration" }),
      endpoint({ name: "d", endpointConfigName: "d-configuration" }),
      { type: "aws:sagemaker/model:Model", props: { name: "d", containers: [{ image }, { image }] } },
    ],
    says: [],
  },
  {
    when: "a configuration has no endpoint, an endpoint no configuration",
    given: [...served("a"), configuration({ modelName: "a" }), endpoint({ endpointConfigName: undefined }), logGroup()],
    says: [],
  },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointConsolidation, given, settings), says)).toEqual(says);
});

it("reports what it can judge and leaves an image that a preview does not know to the SDK", async () => {
  const messages: string[] = [];
  const given = [...two(), ...served("c", {}, {}, { image: unknownStringValue })];
  await expect(judge(endpointConsolidation, given, {}, messages)).rejects.toThrow("image");
  expect(starts(messages, [alike])).toEqual([alike]);
});

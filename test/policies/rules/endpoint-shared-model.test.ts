import { endpointSharedModel } from "../../../policies/rules/endpoint-shared-model";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup } from "../support/resources";

const served = (name: string, variant = {}, props = {}): readonly Given[] => [
  configuration(variant, { name: `${name}-configuration`, ...props }),
  { ...endpoint({ name, endpointConfigName: `${name}-configuration` }), name },
];
const shared = 'Too many endpoints: 2 for model "churn", maximum 1; a month of this one\'s 1 x ml.m6i.large: energy ';

const cases: readonly Case[] = [
  { when: "two endpoints hold one model", given: [...served("a"), ...served("b")], says: [shared] },
  {
    when: "the second has no count",
    given: [...served("a"), ...served("b", { initialInstanceCount: 0 })],
    says: [shared],
  },
  {
    when: "the number is at the limit",
    given: [...served("a"), ...served("b")],
    settings: { maxEndpointsPerModel: 2 },
    says: [],
  },
  { when: "models differ", given: [...served("a"), ...served("b", { modelName: "fraud" })], says: [] },
  { when: "regions differ", given: [...served("a"), ...served("b", {}, { region: "us-east-1" })], says: [] },
  {
    when: "one endpoint has two variants of the model",
    given: served(
      "a",
      {},
      {
        productionVariants: [
          { modelName: "churn", instanceType: "ml.m6i.large" },
          { modelName: "churn", instanceType: "ml.c8g.large" },
        ],
      },
    ),
    says: [],
  },
  {
    when: "both are serverless",
    given: [...served("a", { instanceType: "" }), ...served("b", { instanceType: "" })],
    says: [],
  },
  {
    when: "variants have no model of their own",
    given: [...served("a", { modelName: "" }), ...served("b", { modelName: "" })],
    says: [],
  },
  {
    when: "a configuration has no endpoint, an endpoint no configuration",
    given: [...served("a"), configuration(), endpoint({ endpointConfigName: undefined }), logGroup()],
    says: [],
  },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointSharedModel, given, settings), says)).toEqual(says);
});

it("reports what it can judge and leaves a model that a preview does not know to the SDK", async () => {
  const messages: string[] = [];
  const given = [...served("a"), ...served("b"), ...served("c", { modelName: unknownStringValue })];
  await expect(judge(endpointSharedModel, given, {}, messages)).rejects.toThrow("modelName");
  expect(starts(messages, [shared])).toEqual([shared]);
});

it("knows in a preview which configuration an endpoint serves before it knows its name", async () => {
  const preview = ["a", "b"].flatMap((name): readonly Given[] => [
    { ...configuration({}, { name: unknownStringValue }), name },
    {
      ...endpoint({ name, endpointConfigName: unknownStringValue }),
      name,
      madeOf: { endpointConfigName: `${configuration().type}::${name}` },
    },
  ]);
  expect(starts(await judge(endpointSharedModel, preview), [shared])).toEqual([shared]);
});

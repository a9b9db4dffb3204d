import { endpointMonthFootprint } from "../../../carbon";
import { endpointMinimumCapacity } from "../../../policies/rules/endpoint-minimum-capacity";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup, scalableTarget } from "../support/resources";

const place = { region: "eu-north-1", instanceType: "ml.m6i.large" };
const two = costWords(endpointMonthFootprint({ ...place, instanceCount: 2 }));
const copies = {
  resourceId: "inference-component/churn",
  scalableDimension: "sagemaker:inference-component:DesiredCopyCount",
};
const high = "Too high: MinCapacity 3 of endpoint/churn/variant/primary, maximum 1; a month of the 2 more: ";
const managed = (managedInstanceScaling: unknown) => configuration({ modelName: undefined, managedInstanceScaling });

const cases: readonly Case[] = [
  {
    when: "a target keeps three instances",
    given: [configuration(), endpoint(), scalableTarget({ minCapacity: 3 })],
    says: [high + two],
  },
  { when: "a target is at the limit", given: [configuration(), endpoint(), scalableTarget()], says: [] },
  {
    when: "a target names a part of an instance, which AWS does not take",
    given: [configuration(), endpoint(), scalableTarget({ minCapacity: 1.5 })],
    says: [],
  },
  { when: "a target names no minimum", given: scalableTarget({ minCapacity: undefined }), says: [] },
  {
    when: "the limit is raised",
    given: scalableTarget({ minCapacity: 3 }),
    settings: { maxMinimumInstances: 3 },
    says: [],
  },
  {
    when: "the endpoint, its configuration or its variant is not in the stack",
    given: [
      scalableTarget({ minCapacity: 3 }),
      endpoint({ name: "other" }),
      endpoint({ name: "third", endpointConfigName: "elsewhere" }),
      scalableTarget({ minCapacity: 3, resourceId: "endpoint/third/variant/primary" }),
      configuration(),
      scalableTarget({ minCapacity: 3, resourceId: "endpoint/other/variant/second" }),
    ],
    says: [
      `${high}energy, emissions and cost unknown.`,
      "Too high: MinCapacity 3 of endpoint/third/variant/primary, maximum 1; a month of the 2 more: energy, emissions",
      "Too high: MinCapacity 3 of endpoint/other/variant/second, maximum 1; a month of the 2 more: energy, emissions",
    ],
  },
  {
    when: "the address is unknown, which the verdict does not depend on",
    given: scalableTarget({ minCapacity: 2, resourceId: unknownStringValue }),
    says: ["Too high: MinCapacity 2, maximum 1; a month of the 1 more: energy, emissions and cost unknown."],
  },
  {
    when: "copies of an inference component never go",
    given: scalableTarget(copies),
    says: ["Too high: MinCapacity 1 of inference-component/churn, maximum 0; a month of the 1 more: energy, emissions"],
  },
  { when: "copies may go down to none", given: scalableTarget({ ...copies, minCapacity: 0 }), says: [] },
  {
    when: "managed scaling keeps three",
    given: managed({ status: "ENABLED", minInstanceCount: 3 }),
    says: [`Too high: MinInstanceCount 3 of variant "primary", maximum 1; a month of the 2 more: ${two}`],
  },
  {
    when: "managed scaling keeps one, none, names no minimum, or is off",
    given: [
      managed({ status: "ENABLED", minInstanceCount: 1 }),
      managed({ status: "ENABLED", minInstanceCount: 0 }),
      managed({ status: "ENABLED" }),
      managed({ status: "DISABLED", minInstanceCount: 3 }),
    ],
    says: [],
  },
  {
    when: "a target scales something else",
    given: [
      scalableTarget({ minCapacity: 3, scalableDimension: "ecs:service:DesiredCount" }),
      scalableTarget({ minCapacity: 3, scalableDimension: undefined }),
    ],
    says: [],
  },
  { when: "the stack has nothing to scale", given: [logGroup(), endpoint()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointMinimumCapacity, given, settings), says)).toEqual(says);
});

it("leaves a minimum that a preview does not know to the SDK", async () => {
  const given = scalableTarget({ minCapacity: unknownNumberValue });
  await expect(judge(endpointMinimumCapacity, given)).rejects.toThrow("minCapacity");
});

import { endpointIdleVariant } from "../../../policies/rules/endpoint-idle-variant";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { configuration, logGroup } from "../support/resources";

const machine = { instanceType: "ml.m6i.large", initialInstanceCount: 2 };
const weighed = (...weights: readonly unknown[]) =>
  configuration(
    {},
    {
      productionVariants: weights.map((initialVariantWeight, index) => ({
        variantName: `v${index}`,
        ...machine,
        initialVariantWeight,
      })),
    },
  );
const idle = 'Cannot reach a caller because variant "v1" gets no traffic on 2 x ml.m6i.large; a month: energy ';
const shadow = 'Cannot reach a caller because variant "shadow" only shadows on 2 x ml.m6i.large; a month: energy ';
const shadowed = configuration({}, { shadowProductionVariants: [{ variantName: "shadow", ...machine }] });

const cases: readonly Case[] = [
  { when: "a variant has no traffic", given: weighed(1, 0), says: [idle] },
  { when: "the other's weight is absent, which means 1", given: weighed(undefined, 0), says: [idle] },
  { when: "both have traffic", given: weighed(0.9, 0.1), says: [] },
  { when: "all weights are 0, as where nobody wrote one", given: weighed(0, 0), says: [] },
  { when: "there is one variant", given: configuration(), says: [] },
  { when: "a variant shadows", given: shadowed, says: [shadow] },
  { when: "a shadow test is under way", given: shadowed, settings: { acceptShadowVariants: true }, says: [] },
  {
    when: "a shadow names neither type nor name",
    given: configuration({}, { shadowProductionVariants: [{ variantName: unknownStringValue }] }),
    says: ["Cannot reach a caller because the variant without a name only shadows; what it costs is unknown."],
  },
  {
    when: "a count is the provider's 0 for absent",
    given: configuration({}, { shadowProductionVariants: [{ ...machine, initialInstanceCount: 0 }] }),
    says: ["Cannot reach a caller because the variant without a name only shadows on 1 x ml.m6i.large; a month: "],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointIdleVariant, given, settings), says)).toEqual(says);
});

it("leaves a weight that a preview does not know to the SDK", async () => {
  await expect(judge(endpointIdleVariant, weighed(1, unknownNumberValue))).rejects.toThrow("initialVariantWeight");
});

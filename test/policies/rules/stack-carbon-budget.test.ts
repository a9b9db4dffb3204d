import { endpointMonthFootprint } from "../../../carbon";
import { stackCarbonBudget } from "../../../policies/rules/stack-carbon-budget";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup, zeroTarget } from "../support/resources";

/** What a month of the one endpoint of `configuration()` emits at the high end, kg. */
function kilogramsOfOne(): number {
  const { emissions } = endpointMonthFootprint({
    region: "eu-north-1",
    instanceType: "ml.m6i.large",
    instanceCount: 1,
  });
  return emissions.kind === "unknown" ? Number.NaN : emissions.high / 1000;
}

const budget = { maxKilogramsPerMonth: kilogramsOfOne() };
const strange = configuration({ instanceType: "ml.q9.large" });
const nowhere = configuration({}, { region: "" });
const cases: readonly Case[] = [
  { when: "nothing is always on", given: logGroup(), settings: { maxKilogramsPerMonth: 0 }, says: [] },
  { when: "the stack is exactly at its budget", given: configuration(), settings: budget, says: [] },
  {
    when: "two endpoints share the budget of one",
    given: [configuration(), { ...configuration({ initialInstanceCount: 2 }), name: "big" }],
    settings: budget,
    says: ["Too much CO2e: up to "],
  },
  { when: "the default budget is far off", given: configuration(), says: [] },
  {
    when: "many machines stand on a dirty grid",
    given: configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "ap-south-1" }),
    says: ["Too much CO2e: up to "],
  },
  {
    when: "all can go down to zero",
    given: [configuration({}, { asyncInferenceConfig: { outputConfig: {} } }), endpoint(), zeroTarget()],
    settings: { maxKilogramsPerMonth: 0 },
    says: [],
  },
  {
    when: "the catalogue lacks the type",
    given: strange,
    says: ['Unknown emissions of variant "primary" of churn: the maximum of 100 kg a month cannot be judged.'],
  },
  { when: "no region is named", given: nowhere, says: ['Unknown emissions of variant "primary" of churn: '] },
  { when: "what has no figure is accepted", given: strange, settings: { acceptUnknown: true }, says: [] },
  {
    when: "what has no figure stands beside too much",
    given: [configuration(), strange],
    settings: { maxKilogramsPerMonth: 0 },
    says: ["Too much CO2e: up to "],
  },
  {
    when: "the provider wrote zero for the number of instances, which reads as one",
    given: configuration({ initialInstanceCount: 0 }),
    settings: budget,
    says: [],
  },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackCarbonBudget, given, settings), says)).toEqual(says);
});

it("names the largest part, and how many have no figure", async () => {
  const big = { ...configuration({ initialInstanceCount: 2 }), name: "big" };
  const [message] = await judge(stackCarbonBudget, [configuration(), big, strange], { maxKilogramsPerMonth: 0.5 });
  expect(message).toMatch(
    /^Too much CO2e: up to [\d.]+ kg a month, maximum 0\.5 kg; variant "primary" of big alone up to [\d.]+ kg; unknown for 1 more\.$/,
  );
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = configuration({ instanceType: unknownStringValue });
  const judged = judge(stackCarbonBudget, [configuration(), hidden], { maxKilogramsPerMonth: 0 }, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(starts(messages, ["Too much CO2e"])).toEqual(["Too much CO2e"]);
});

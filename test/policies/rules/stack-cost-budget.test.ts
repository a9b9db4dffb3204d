import { endpointMonthFootprint } from "../../../carbon";
import { stackCostBudget } from "../../../policies/rules/stack-cost-budget";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup, notebook, training, zeroTarget } from "../support/resources";

/** What a month of the one endpoint of `configuration()` costs at the high end, USD. */
function usdOfOne(): number {
  const { cost } = endpointMonthFootprint({ region: "eu-north-1", instanceType: "ml.m6i.large", instanceCount: 1 });
  return cost.kind === "unknown" ? Number.NaN : cost.high;
}

const budget = { maxUsdPerMonth: usdOfOne() };
const strange = configuration({ instanceType: "ml.q9.large" });
const nowhere = configuration({}, { region: "" });
const cases: readonly Case[] = [
  { when: "nothing is always on", given: logGroup(), settings: { maxUsdPerMonth: 0 }, says: [] },
  { when: "the stack is exactly at its budget", given: configuration(), settings: budget, says: [] },
  {
    when: "two endpoints share the budget of one",
    given: [configuration(), { ...configuration({ initialInstanceCount: 2 }), name: "big" }],
    settings: budget,
    says: ["Too much money: up to "],
  },
  {
    when: "two endpoints run the same configuration",
    given: [configuration(), endpoint(), endpoint({ name: "churn-canary" })],
    settings: budget,
    says: ["Too much money: up to "],
  },
  {
    when: "one endpoint runs it, and another something else",
    given: [configuration(), endpoint(), endpoint({ name: "price", endpointConfigName: "price-configuration" })],
    settings: budget,
    says: [],
  },
  { when: "the default budget is far off", given: configuration(), says: [] },
  {
    when: "many expensive machines are on",
    given: configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "ap-south-1" }),
    says: ["Too much money: up to "],
  },
  {
    when: "all can go down to zero",
    given: [configuration({}, { asyncInferenceConfig: { outputConfig: {} } }), endpoint(), zeroTarget()],
    settings: { maxUsdPerMonth: 0 },
    says: [],
  },
  {
    when: "the catalogue lacks the type",
    given: strange,
    says: ['Unknown cost of variant "primary" of churn: the maximum of $500 a month cannot be judged.'],
  },
  { when: "no region is named", given: nowhere, says: ['Unknown cost of variant "primary" of churn: '] },
  { when: "what has no figure is accepted", given: strange, settings: { acceptUnknown: true }, says: [] },
  {
    when: "what has no figure stands beside too much",
    given: [configuration(), strange],
    settings: { maxUsdPerMonth: 0 },
    says: ["Too much money: up to "],
  },
  {
    when: "the provider wrote zero for the number of instances, which reads as one",
    given: configuration({ initialInstanceCount: 0 }),
    settings: budget,
    says: [],
  },
  {
    when: "serverless copies are kept warm, whose price the catalogue lacks",
    given: configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048, provisionedConcurrency: 2 } }),
    says: ['Unknown cost of variant "primary" of churn: '],
  },
  {
    when: "a notebook is never stopped",
    given: notebook(),
    settings: { maxUsdPerMonth: 1 },
    says: ["Too much money: "],
  },
  { when: "a job runs once", given: training(), settings: { maxUsdPerMonth: 0 }, says: [] },
  {
    when: "jobs are counted too",
    given: training(),
    settings: { maxUsdPerMonth: 0, jobRunsPerMonth: 1 },
    says: ["Too much money: "],
  },
];

it("tells sums with a comma between thousands", async () => {
  const costly = configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "us-east-1" });
  const [message] = await judge(stackCostBudget, costly, { maxUsdPerMonth: 1250.5 });
  expect(message).toMatch(/up to \$\d+,\d{3} a month, maximum \$1,250\.5; .* alone up to \$\d+,\d{3}\.$/);
});

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackCostBudget, given, settings), says)).toEqual(says);
});

it("names the largest part, and how many have no figure", async () => {
  const big = { ...configuration({ initialInstanceCount: 2 }), name: "big" };
  const [message] = await judge(stackCostBudget, [configuration(), big, strange], { maxUsdPerMonth: 0.5 });
  expect(message).toMatch(
    /^Too much money: up to \$[\d.]+ a month, maximum \$0\.5; variant "primary" of big alone up to \$[\d.]+; unknown for 1 more\.$/,
  );
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = configuration({ instanceType: unknownStringValue });
  const judged = judge(stackCostBudget, [configuration(), hidden], { maxUsdPerMonth: 0 }, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(starts(messages, ["Too much money"])).toEqual(["Too much money"]);
});

import { mebibytes, milliseconds, serverlessMonthFootprint } from "../../../carbon";
import { provisionedConcurrency } from "../../../policies/rules/provisioned-concurrency";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { configuration, logGroup, scalableTarget } from "../support/resources";

const serverless = (config: Readonly<Record<string, unknown>>, props = {}) =>
  configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5, ...config } }, props);
const lambda = (provisionedConcurrentExecutions: unknown) => ({
  type: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
  props: { functionName: "score", qualifier: "live", provisionedConcurrentExecutions },
});
const month = costWords(
  serverlessMonthFootprint({
    region: "eu-north-1",
    memoryMib: mebibytes(2048),
    requestsPerMonth: 0,
    millisecondsPerRequest: milliseconds(1),
    provisionedConcurrency: 2,
  }),
);
const two = 'Too much kept warm: 2 of variant "primary", maximum 0; a month without calls: ';
const unknown = "energy, emissions and cost unknown.";

const cases: readonly Case[] = [
  { when: "a variant keeps two warm", given: serverless({ provisionedConcurrency: 2 }), says: [two + month] },
  {
    when: "the region is unknown",
    given: serverless({ provisionedConcurrency: 2 }, { region: undefined }),
    says: [two + unknown],
  },
  {
    when: "the memory is absent",
    given: serverless({ provisionedConcurrency: 2, memorySizeInMb: undefined }),
    says: [two + unknown],
  },
  { when: "nothing is said", given: serverless({}), says: [] },
  { when: "the count is the provider's 0 for none", given: serverless({ provisionedConcurrency: 0 }), says: [] },
  {
    when: "the count is at the limit",
    given: [serverless({ provisionedConcurrency: 2 }), lambda(2)],
    settings: { maxProvisioned: 2 },
    says: [],
  },
  {
    when: "a function is kept warm",
    given: lambda(5),
    says: [`Too much kept warm: 5 of the function, maximum 0; a month without calls: ${unknown}`],
  },
  {
    when: "targets scale what is kept warm",
    given: [
      scalableTarget({ scalableDimension: "sagemaker:variant:DesiredProvisionedConcurrency" }),
      scalableTarget({ scalableDimension: "lambda:function:ProvisionedConcurrency", resourceId: unknownStringValue }),
    ],
    says: [
      "Too much kept warm: 1 of endpoint/churn/variant/primary, maximum 0; a month without calls: ",
      "Too much kept warm: 1 of the target, maximum 0; a month without calls: ",
    ],
  },
  {
    when: "a target scales instances, or nothing",
    given: [scalableTarget(), scalableTarget({ scalableDimension: undefined })],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(provisionedConcurrency, given, settings), says)).toEqual(says);
});

it("leaves a count that a preview does not know to the SDK", async () => {
  const given = serverless({ provisionedConcurrency: unknownNumberValue });
  await expect(judge(provisionedConcurrency, given)).rejects.toThrow("provisionedConcurrency");
});

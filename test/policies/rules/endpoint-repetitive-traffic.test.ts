import { endpointMonthFootprint } from "../../../carbon";
import { endpointRepetitiveTraffic } from "../../../policies/rules/endpoint-repetitive-traffic";
import { costWords } from "../support/cost-words";
import { evidence, record } from "../support/evidence";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup } from "../support/resources";

const day = { judgedOn: "2026-11-24" };
const reuse = (value: number, over = {}) =>
  record({ id: "asked-again", kind: "reuse", results: [{ metric: "repeated-share", value, unit: "1" }], ...over });
const expected = (percent: number) =>
  `Expected a cache, because ${percent} % of requests ask what was asked before (evidence "asked-again" of 2026-11-01), got none in this stack; `;
const repeated = [configuration(), endpoint(), evidence(reuse(0.62))];
const with_ = (type: string, props: Given["props"] = {}): Given[] => [...repeated, { type, name: "answers", props }];
const month = costWords(
  endpointMonthFootprint({ region: "eu-north-1", instanceType: "ml.m6i.large", instanceCount: 1 }),
);

const cases: readonly Case[] = [
  {
    when: "requests repeat and nothing keeps answers",
    given: repeated,
    says: [`${expected(62)}a month of 1 x ml.m6i.large: ${month}`],
  },
  {
    when: "the endpoint is serverless",
    given: [configuration({ instanceType: "", serverlessConfig: {} }), endpoint(), evidence(reuse(0.62))],
    says: [`${expected(62)}what a cache would save is unknown.`],
  },
  {
    when: "the share is at the limit",
    given: [configuration(), endpoint(), evidence(reuse(0.3))],
    says: [expected(30)],
  },
  { when: "the share is below", given: [configuration(), endpoint(), evidence(reuse(0.29))], says: [] },
  { when: "the limit is higher", given: repeated, settings: { minRepeatedShare: 0.7 }, says: [] },
  {
    when: "a table keeps answers for a time",
    given: with_("aws:dynamodb/table:Table", { ttl: { attributeName: "expires", enabled: true } }),
    says: [],
  },
  {
    when: "a table keeps everything for ever, which no cache does",
    given: with_("aws:dynamodb/table:Table", { ttl: { enabled: false } }),
    says: [expected(62)],
  },
  { when: "ElastiCache can", given: with_("aws:elasticache/replicationGroup:ReplicationGroup"), says: [] },
  { when: "a component of ours does", given: with_("greenml:recycling:PredictionCache"), says: [] },
  {
    when: "the stage of an API has its cache on",
    given: with_("aws:apigateway/stage:Stage", { cacheClusterEnabled: true }),
    says: [],
  },
  {
    when: "the stage of an API has none",
    given: with_("aws:apigateway/stage:Stage", { cacheClusterEnabled: false }),
    says: [expected(62)],
  },
  {
    when: "a preview does not know what the program did not ask for",
    given: [
      ...with_("aws:apigateway/stage:Stage", { cacheClusterEnabled: unknownStringValue }),
      { type: "aws:dynamodb/table:Table", name: "rows", props: { ttl: unknownStringValue } },
    ],
    says: [expected(62)],
  },
  { when: "the cache is elsewhere", given: repeated, settings: { cachedEndpoints: ["churn"] }, says: [] },
  { when: "nothing was measured", given: [configuration(), endpoint()], says: [] },
  {
    when: "something else was measured",
    given: [configuration(), endpoint(), evidence(reuse(0.62, { subject: "fraud" }))],
    says: [],
  },
  {
    when: "the measurement was changed",
    given: [configuration(), endpoint(), evidence({ ...reuse(0.62), job: "another" })],
    says: ['Cannot tell whether requests repeat because evidence "asked-again" was changed after it was sealed.'],
  },
  { when: "the resource is of another type", given: [logGroup(), evidence(reuse(0.62))], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointRepetitiveTraffic, given, { ...day, ...settings }), says)).toEqual(says);
});

it.each([
  ["evidence", [configuration(), endpoint(), { type: "acme:ml:Check", props: { evidence: unknownStringValue } }]],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(endpointRepetitiveTraffic, given, day)).rejects.toThrow("can't be known during preview");
});

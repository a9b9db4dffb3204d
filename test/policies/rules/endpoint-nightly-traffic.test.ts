import { endpointMonthFootprint, hours, transformFootprint } from "../../../carbon";
import { endpointNightlyTraffic } from "../../../policies/rules/endpoint-nightly-traffic";
import { costWords } from "../support/cost-words";
import { evidence, record } from "../support/evidence";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup, zeroTarget } from "../support/resources";

const day = { judgedOn: "2026-11-24" };
const traffic = (value: number, over = {}) =>
  record({ id: "calls", kind: "traffic", results: [{ metric: "active-hours-per-day", value, unit: "h" }], ...over });
const tagged = (text: unknown, key = "greenml:traffic") => ({ tags: { [key]: text } });
const because = (why: string, machines = "1 x ml.m6i.large") =>
  `Cannot justify variant "primary", ${machines} around the clock, because ${why}; a month: `;
const nightly = because('tag "greenml:traffic" says "nightly"');
const measured = because('requests come in 2 hours of a day (evidence "calls" of 2026-11-01)');

const cases: readonly Case[] = [
  { when: "a tag on the endpoint says so", given: [configuration(), endpoint(tagged("nightly"))], says: [nightly] },
  { when: "a tag on the configuration says so", given: configuration({}, tagged("nightly")), says: [nightly] },
  {
    when: "the tag has another of the keys, and the word is one of several",
    given: configuration({}, tagged("Batch scoring, weekly", "Traffic")),
    says: [because('tag "Traffic" says "Batch scoring, weekly"')],
  },
  { when: "evidence says so", given: [configuration(), endpoint(), evidence(traffic(2))], says: [measured] },
  {
    when: "evidence is at the limit, and above",
    given: [configuration(), endpoint(), evidence(traffic(4))],
    says: [because('requests come in 4 hours of a day (evidence "calls" of 2026-11-01)')],
  },
  { when: "requests come in more hours", given: [configuration(), endpoint(), evidence(traffic(4.5))], says: [] },
  {
    when: "the limit is lower",
    given: [configuration(), endpoint(), evidence(traffic(2))],
    settings: { maxActiveHours: 1 },
    says: [],
  },
  {
    when: "a measurement speaks against the tag",
    given: [configuration(), endpoint(tagged("nightly")), evidence(traffic(20))],
    says: [],
  },
  {
    when: "evidence is stale and nothing else tells",
    given: [configuration(), endpoint(), evidence(traffic(2, { measuredAt: "2020-01-01" }))],
    says: [
      'Cannot tell when requests come because evidence "calls" is stale, measured on 2020-01-01, more than 365 days before 2026-11-24.',
    ],
  },
  {
    when: "evidence is stale and no instance waits",
    given: [
      configuration({ instanceType: "", serverlessConfig: {} }),
      endpoint(),
      evidence(traffic(2, { measuredAt: "2020-01-01" })),
    ],
    says: [],
  },
  {
    when: "evidence is stale and the tag tells",
    given: [configuration(), endpoint(tagged("nightly")), evidence(traffic(2, { measuredAt: "2020-01-01" }))],
    says: [nightly],
  },
  { when: "nothing tells", given: [configuration(), endpoint()], says: [] },
  { when: "the tag says otherwise", given: configuration({}, tagged("interactive")), says: [] },
  { when: "the tag is another", given: configuration({}, tagged("nightly", "backup")), says: [] },
  { when: "a word only begins so", given: configuration({}, tagged("batches-of-cookies")), says: [] },
  {
    when: "other words are agreed on",
    given: configuration({}, tagged("at dawn", "when")),
    settings: { trafficTags: ["when"], batchWords: ["dawn"] },
    says: [because('tag "when" says "at dawn"')],
  },
  {
    when: "the endpoint is serverless",
    given: [configuration({ instanceType: "", serverlessConfig: {} }), endpoint(tagged("nightly"))],
    says: [],
  },
  {
    when: "it is asynchronous and goes down to zero",
    given: [configuration({}, { asyncInferenceConfig: {} }), endpoint(tagged("nightly")), zeroTarget()],
    says: [],
  },
  {
    when: "the tagged endpoint serves another configuration",
    given: [configuration(), endpoint({ ...tagged("nightly"), endpointConfigName: "other" })],
    says: [],
  },
  { when: "the configuration is elsewhere", given: endpoint(tagged("nightly")), says: [] },
  {
    when: "the endpoint's configuration is known by what it comes from",
    given: [
      configuration({}, { name: unknownStringValue }),
      {
        ...endpoint({ ...tagged("nightly"), endpointConfigName: unknownStringValue }),
        madeOf: { endpointConfigName: "aws:sagemaker/endpointConfiguration:EndpointConfiguration::churn" },
      },
    ],
    says: [nightly],
  },
  { when: "the resource is of another type", given: logGroup(tagged("nightly")), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointNightlyTraffic, given, { ...day, ...settings }), says)).toEqual(says);
});

it("says what batch transform would take for the same work", async () => {
  const machines = { region: "eu-north-1", instanceType: "ml.m6i.large", instanceCount: 1 };
  const month = costWords(endpointMonthFootprint(machines)).slice(0, -1);
  const batch = (aDay: number) => costWords(transformFootprint({ ...machines, hours: hours((aDay * 365) / 12) }));
  expect(await judge(endpointNightlyTraffic, [configuration(), endpoint(), evidence(traffic(2))], day)).toEqual([
    `${measured}${month}; a month of batch transform, 2 h a day: ${batch(2)}`,
  ]);
  expect(
    await judge(endpointNightlyTraffic, configuration({}, tagged("nightly")), { ...day, assumedHours: 0.5 }),
  ).toEqual([`${nightly}${month}; a month of batch transform, 0.5 h a day: ${batch(0.5)}`]);
});

it.each([
  ["a type that batch transform does not offer", configuration({ instanceType: "ml.c7g.large" }, tagged("nightly"))],
  ["an unknown region", configuration({}, { ...tagged("nightly"), region: undefined })],
])("says that it is unknown for %s", async (_, given) => {
  const [message] = await judge(endpointNightlyTraffic, given, day);
  expect(message).toMatch(/a month of batch transform, 1 h a day: energy, emissions and cost unknown\.$/);
});

it.each([
  ["a tag", [configuration({}, tagged(unknownStringValue))]],
  [
    "an endpoint's configuration",
    [configuration(), endpoint({ ...tagged("nightly"), endpointConfigName: unknownStringValue })],
  ],
  ["evidence", [configuration(), endpoint(), { type: "acme:ml:Check", props: { evidence: unknownStringValue } }]],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(endpointNightlyTraffic, given, day)).rejects.toThrow("can't be known during preview");
});

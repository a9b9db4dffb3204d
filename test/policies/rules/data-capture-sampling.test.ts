import { dataCaptureSampling } from "../../../policies/rules/data-capture-sampling";
import { type Case, judge, unknownNumberValue } from "../support/judge";
import { configuration, logGroup } from "../support/resources";

const capturing = (initialSamplingPercentage: unknown, enableCapture = true) =>
  configuration(
    {},
    { dataCaptureConfig: { enableCapture, initialSamplingPercentage, destinationS3Uri: "s3://calls/" } },
  );
const all = "Too many calls captured: 100 %, maximum 50 %; what that costs depends on the calls and is unknown.";

const cases: readonly Case[] = [
  { when: "all calls are captured", given: capturing(100), says: [all] },
  {
    when: "the share is at the limit, small, zero or absent",
    given: [50, 5, 0, undefined].map((one) => capturing(one)),
    says: [],
  },
  { when: "capture is off, or there is none", given: [capturing(100, false), configuration()], says: [] },
  { when: "all may be captured", given: capturing(100), settings: { maxPercent: 100 }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(dataCaptureSampling, given, settings)).toEqual(says);
});

it("leaves a share that a preview does not know to the SDK", async () => {
  await expect(judge(dataCaptureSampling, capturing(unknownNumberValue))).rejects.toThrow("initialSamplingPercentage");
});

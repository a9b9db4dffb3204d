import { endpointMonthFootprint } from "../../../carbon";
import { acceleratorEfficiency } from "../../../policies/rules/accelerator-efficiency";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook, training, trainingOfOurs } from "../support/resources";

const month = (instanceType: string) =>
  costWords(endpointMonthFootprint({ region: "eu-north-1", instanceType, instanceCount: 1 })).slice(0, -1);
const on = (instanceType: string) => configuration({ instanceType });
const variant = 'Too little work per watt for variant "primary": ';
const trained = (instanceType: string) => training({ resourceConfig: { instanceType } });

const cases: readonly Case[] = [
  {
    when: "a variant is on an accelerator that does a quarter of another's work per watt",
    given: on("ml.p3.2xlarge"),
    says: [
      `${variant}the V100-16GB of ml.p3.2xlarge does 0.42 TFLOPS/W, where the L4 of ml.g6.xlarge does 1.68 TFLOPS/W; ` +
        `a month of one now: ${month("ml.p3.2xlarge")}; then: ${month("ml.g6.xlarge")}.`,
    ],
  },
  {
    when: "a variant is on several that another type holds as well",
    given: on("ml.g5.48xlarge"),
    says: [`${variant}the A10G of ml.g5.48xlarge does 0.`],
  },
  {
    when: "trainings of either kind are",
    given: [trained("ml.g4dn.xlarge"), trainingOfOurs({ ResourceConfig: { InstanceType: "ml.g5.xlarge" } })],
    says: [
      "Too little work per watt for the training job: the T4 of ml.g4dn.xlarge does 0.93 TFLOPS/W, where the L4 of " +
        "ml.g6.xlarge does 1.68 TFLOPS/W; what a run saves depends on its time and is unknown.",
      "Too little work per watt for the training job: the A10G",
    ],
  },
  {
    when: "a better one would hold less, draw more, or need other software",
    given: ["ml.p4d.24xlarge", "ml.g6e.xlarge", "ml.inf2.xlarge", "ml.p5.48xlarge"].map(on),
    says: [],
  },
  { when: "it is the best, or within the factor", given: [on("ml.g6.xlarge"), on("ml.g6.48xlarge")], says: [] },
  { when: "its maker states no such figure", given: on("ml.p2.xlarge"), says: [] },
  { when: "there is none, or the catalog lacks the type", given: [on("ml.m7i.large"), on("ml.q9.large")], says: [] },
  { when: "a notebook mostly waits", given: notebook({ instanceType: "ml.p3.2xlarge" }), says: [] },
  { when: "the factor is higher", given: on("ml.g4dn.xlarge"), settings: { minGain: 2 }, says: [] },
  {
    when: "the accelerator is accepted",
    given: on("ml.g5.xlarge"),
    settings: { acceptedAccelerators: ["A10"] },
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(acceleratorEfficiency, given, settings), says)).toEqual(says);
});

it("leaves a type that a preview does not know to the SDK", async () => {
  await expect(judge(acceleratorEfficiency, on(unknownStringValue))).rejects.toThrow("instanceType");
});

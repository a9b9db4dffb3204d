import { retiredAccelerator } from "../../../policies/rules/retired-accelerator";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook } from "../support/resources";

const compiled = (TargetDevice: string) => ({
  type: "greenml:jobs:CompilationJob",
  props: { request: { OutputConfig: { TargetDevice } } },
});
const retired = (what: string, type: string) =>
  `Too old: ${what} is on ${type}, whose accelerator is retired; what a newer one saves is unknown.`;
const inferentia = retired('variant "primary"', "ml.inf1.xlarge");

const cases: readonly Case[] = [
  {
    when: "Elastic Inference is attached to a variant or a notebook",
    given: [configuration({ acceleratorType: "ml.eia2.medium" }), notebook({ acceleratorTypes: ["ml.eia2.medium"] })],
    says: [
      'Cannot attach ml.eia2.medium to variant "primary" because AWS ended Elastic Inference; what a newer one saves is unknown.',
      "Cannot attach acceleratorTypes to the notebook because AWS ended Elastic Inference; what a newer one saves is unknown.",
    ],
  },
  { when: "a variant is on Inferentia1", given: configuration({ instanceType: "ml.inf1.xlarge" }), says: [inferentia] },
  { when: "a variant is on Inferentia2", given: configuration({ instanceType: "ml.inf2.xlarge" }), says: [] },
  {
    when: "a model is compiled for either",
    given: [compiled("ml_eia2"), compiled("ml_inf1"), compiled("ml_inf2"), compiled("ml_c5"), compiled("")],
    says: [
      "Cannot last because the model is compiled for ml_eia2, which AWS has retired; what a newer one saves is unknown.",
      "Cannot last because the model is compiled for ml_inf1, which AWS has retired; what a newer one saves is unknown.",
    ],
  },
  {
    when: "attachments are the provider's empty values",
    given: [configuration({ acceleratorType: "" }), notebook({ acceleratorTypes: [] })],
    says: [],
  },
  {
    when: "the family is not listed, or another is",
    given: [configuration({ instanceType: "ml.inf1.xlarge" }), configuration({ instanceType: "ml.trn1.2xlarge" })],
    settings: { retiredFamilies: ["trn1"] },
    says: [retired('variant "primary"', "ml.trn1.2xlarge")],
  },
  {
    when: "a machine outside SageMaker has an old GPU",
    given: [
      { type: "aws:ec2/instance:Instance", props: { instanceType: "g3.4xlarge" } },
      { type: "aws:ec2/launchTemplate:LaunchTemplate", props: { instanceType: "p2.xlarge" } },
      { type: "aws:eks/nodeGroup:NodeGroup", props: { instanceTypes: ["g6.xlarge", "p3.2xlarge"] } },
      {
        type: "aws:batch/computeEnvironment:ComputeEnvironment",
        props: { computeResources: { instanceTypes: ["p3"] } },
      },
    ],
    says: [
      retired("the instance", "g3.4xlarge"),
      retired("each instance of the template", "p2.xlarge"),
      retired("each node of the group", "p3.2xlarge"),
      retired("each machine of the environment", "p3"),
    ],
  },
  {
    when: "a machine outside SageMaker has a newer one, or names no type",
    given: [
      { type: "aws:ec2/instance:Instance", props: { instanceType: "g6.xlarge" } },
      { type: "aws:ec2/launchTemplate:LaunchTemplate", props: {} },
      {
        type: "aws:batch/computeEnvironment:ComputeEnvironment",
        props: { computeResources: { instanceTypes: ["optimal"] } },
      },
      { type: "aws:batch/computeEnvironment:ComputeEnvironment", props: {} },
    ],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(retiredAccelerator, given, settings)).toEqual(says);
});

it("leaves an accelerator that a preview does not know to the SDK", async () => {
  const given = configuration({ acceleratorType: unknownStringValue });
  await expect(judge(retiredAccelerator, given)).rejects.toThrow("acceleratorType");
});

import { instanceSizeFits } from "../../../policies/rules/instance-size-fits";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook, training, trainingOfOurs } from "../support/resources";

const memory = { "greenml:needs-memory-gib": "4" };
const served = (instanceType: string, tags: object = memory) => configuration({ instanceType }, { tags });
const model = (...images: readonly unknown[]) => ({
  type: "aws:sagemaker/model:Model",
  props: { name: "churn", containers: images.map((image) => ({ image })) },
});
const xgboost = "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1";
const large = 'Too large: variant "primary" is on ml.m6i.24xlarge with 96 vCPU and 384 GiB';
const light = `${large} for sagemaker-xgboost, maximum 16 vCPU; a month of one: energy `;

const cases: readonly Case[] = [
  {
    when: "a variant has many times the memory that its tags ask for",
    given: served("ml.m6i.24xlarge"),
    says: [`${large}, where tags ask for 4 GiB, which ml.m6i.large has; a month of one now: energy `],
  },
  {
    when: "both needs are stated",
    given: served("ml.m6i.24xlarge", { ...memory, "greenml:needs-vcpu": "16" }),
    says: [`${large}, where tags ask for 4 GiB and 16 vCPU, which ml.m6i.4xlarge has; a month`],
  },
  {
    when: "a notebook and trainings of either kind have much",
    given: [
      notebook({ instanceType: "ml.m5.4xlarge", tags: memory }),
      training({ resourceConfig: { instanceType: "ml.m7i.8xlarge" }, tags: { "greenml:needs-vcpu": "4" } }),
      trainingOfOurs({
        ResourceConfig: { InstanceType: "ml.m7i.8xlarge" },
        Tags: [{ Key: "greenml:needs-memory-gib", Value: "4" }],
      }),
    ],
    says: [
      "Too large: the notebook is on ml.m5.4xlarge with 16 vCPU and 64 GiB, where tags ask for 4 GiB, which ml.m5.xlarge has; what that saves is unknown.",
      "Too large: the training job is on ml.m7i.8xlarge with 32 vCPU and 128 GiB, where tags ask for 4 vCPU, which ml.m7i.xlarge has",
      "Too large: the training job is on ml.m7i.8xlarge with 32 vCPU and 128 GiB, where tags ask for 4 GiB, which ml.m7i.large has",
    ],
  },
  { when: "it is twice the smallest that fits", given: served("ml.m6i.xlarge"), says: [] },
  {
    when: "it may be larger",
    given: served("ml.m6i.24xlarge"),
    settings: { maxOversize: 48 },
    says: [],
  },
  {
    when: "nothing of the family holds as much",
    given: served("ml.m6i.large", { "greenml:needs-vcpu": "999" }),
    says: [],
  },
  {
    when: "no need is stated, or no number",
    given: [
      served("ml.m6i.24xlarge", {}),
      served("ml.m6i.24xlarge", { "greenml:needs-vcpu": "some" }),
      served("ml.m6i.24xlarge", { "greenml:needs-vcpu": "0" }),
    ],
    says: [],
  },
  { when: "the catalog lacks the type", given: served("ml.q9.24xlarge"), says: [] },
  {
    when: "an endpoint answers from trees on many processors",
    given: [served("ml.m6i.24xlarge", {}), model(xgboost, xgboost)],
    says: [light],
  },
  {
    when: "it has as many as agreed, or serves something else, too",
    given: [
      served("ml.m6i.4xlarge", {}),
      model(xgboost, "example.com/own:1"),
      configuration({ instanceType: "ml.m6i.24xlarge", modelName: "elsewhere" }),
    ],
    says: [],
  },
  {
    when: "one of several images is another",
    given: [served("ml.m6i.24xlarge", {}), model(xgboost, "example.com/own:1")],
    says: [],
  },
  {
    when: "more is agreed",
    given: [served("ml.m6i.24xlarge", {}), model(xgboost)],
    settings: { maxProcessorsOfLightImages: 96 },
    says: [],
  },
  { when: "a variant is serverless", given: served("", {}), says: [] },
  { when: "the resource is of another type", given: logGroup({ tags: memory }), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(instanceSizeFits, given, settings), says)).toEqual(says);
});

it("leaves a type that a preview does not know to the SDK", async () => {
  await expect(judge(instanceSizeFits, served(unknownStringValue))).rejects.toThrow("instanceType");
});

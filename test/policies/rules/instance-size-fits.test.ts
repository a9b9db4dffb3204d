import { instanceSizeFits } from "../../../policies/rules/instance-size-fits";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import {
  configuration,
  endpoint,
  logGroup,
  notebook,
  scalableTarget,
  training,
  trainingOfOurs,
} from "../support/resources";

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

const component = (specification: object, props: object = {}) => ({
  type: "aws-native:sagemaker:InferenceComponent",
  props: {
    inferenceComponentName: "small",
    endpointName: "churn",
    variantName: "primary",
    specification,
    runtimeConfig: { copyCount: 1 },
    ...props,
  },
});
const asks = (computeResourceRequirements: object) => ({ modelName: "churn", computeResourceRequirements });
const host = (instanceType: string) => [configuration({ instanceType, modelName: "" }), endpoint()];
const core = asks({ numberOfCpuCoresRequired: 1, minMemoryRequiredInMb: 1024 });
const oversized = (type: string, needs: string, smallest: string) => [
  `Too large: variant "primary" is on ${type}, where its inference components ask for ${needs}, which ${smallest} has; a month of one now: energy `,
];
const small48 = "ml.c7g.12xlarge with 48 vCPU and 96 GiB";

it.each([
  [
    "one asks for a core",
    [...host("ml.c7g.12xlarge"), component(core)],
    oversized(small48, "1 GiB and 1 vCPU", "ml.c7g.large"),
  ],
  [
    "several ask for little, one in copies, written as texts",
    [
      ...host("ml.c7g.12xlarge"),
      component(core, { runtimeConfig: { copyCount: "4" } }),
      component(asks({ numberOfCpuCoresRequired: "2" })),
    ],
    oversized(small48, "4 GiB and 6 vCPU", "ml.c7g.2xlarge"),
  ],
  [
    "one of eight accelerators is asked for",
    [
      ...host("ml.g5.48xlarge"),
      component(asks({ numberOfAcceleratorDevicesRequired: 1, minMemoryRequiredInMb: 8192 })),
    ],
    oversized("ml.g5.48xlarge with 192 vCPU and 768 GiB", "8 GiB and 1 accelerator", "ml.g5.xlarge"),
  ],
  [
    "an adapter comes with its base",
    [...host("ml.c7g.12xlarge"), component(core), component({ baseInferenceComponentName: "small" })],
    oversized(small48, "1 GiB and 1 vCPU", "ml.c7g.large"),
  ],
  ["many copies fill it", [...host("ml.c7g.12xlarge"), component(core, { runtimeConfig: { copyCount: 40 } })], []],
  [
    "it may scale to as many copies",
    [
      ...host("ml.c7g.12xlarge"),
      component(core),
      {
        ...scalableTarget({
          resourceId: "inference-component/small",
          scalableDimension: "sagemaker:inference-component:DesiredCopyCount",
          maxCapacity: 32,
        }),
      },
    ],
    [],
  ],
  [
    "all accelerators are asked for",
    [...host("ml.g5.48xlarge"), component(asks({ numberOfAcceleratorDevicesRequired: 8 }))],
    [],
  ],
  ["one of two does not say", [...host("ml.c7g.12xlarge"), component(core), component({ modelName: "large" })], []],
  [
    "they are on another endpoint or variant",
    [...host("ml.c7g.12xlarge"), component(core, { endpointName: "other" }), component(core, { variantName: "other" })],
    [],
  ],
  [
    "the variant has a model of its own",
    [configuration({ instanceType: "ml.c7g.12xlarge" }), endpoint(), component(core)],
    [],
  ],
  ["the variant is serverless", [...host(""), component(core)], []],
])("judges a host of inference components when %s", async (_, given, says) => {
  expect(starts(await judge(instanceSizeFits, given), says)).toEqual(says);
});

it.each([
  ["a component's endpoint", [...host("ml.c7g.12xlarge"), component(core, { endpointName: unknownStringValue })]],
  [
    "an endpoint's configuration",
    [configuration({ modelName: "" }), endpoint({ endpointConfigName: unknownStringValue }), component(core)],
  ],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(instanceSizeFits, given)).rejects.toThrow("can't be known during preview");
});

it("leaves a type that a preview does not know to the SDK", async () => {
  await expect(judge(instanceSizeFits, served(unknownStringValue))).rejects.toThrow("instanceType");
});

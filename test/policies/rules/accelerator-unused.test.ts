import { acceleratorUnused } from "../../../policies/rules/accelerator-unused";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook, pipeline, training, trainingOfOurs, tuning } from "../support/resources";

const image = (name: string) => `763104351884.dkr.ecr.eu-north-1.amazonaws.com/${name}`;
const model = (...images: readonly unknown[]) => ({
  type: "aws:sagemaker/model:Model",
  props: { name: "churn", containers: images.map((one) => ({ image: one })) },
});
const gpu = configuration({ instanceType: "ml.g4dn.xlarge", initialInstanceCount: 0 });
const trained = (trainingImage: string, hyperParameters?: object, instanceType = "ml.g5.xlarge") =>
  training({ algorithmSpecification: { trainingImage }, hyperParameters, resourceConfig: { instanceType } });
const sklearn = image("sagemaker-scikit-learn:1.2-1-cpu-py3");
const xgboost = image("sagemaker-xgboost:1.7-1");
const served = 'Cannot use the T4 of ml.g4dn.xlarge for variant "primary" because ';
const run = (software: string, what = "the training job") =>
  `Cannot use the A10G of ml.g5.xlarge for ${what} because ${software} runs on processors alone; ml.m`;

const cases: readonly Case[] = [
  {
    when: "a variant serves a model of processors from a GPU",
    given: [gpu, model(sklearn)],
    says: [`${served}sagemaker-scikit-learn runs on processors alone; a month now: energy `],
  },
  {
    when: "the tag of a framework's image, or of one's own, says cpu",
    given: [gpu, model(image("pytorch-inference:2.6.0-cpu-py312"), "example.com/churn:1-cpu")],
    says: [`${served}the cpu image of pytorch-inference runs on processors alone; `],
  },
  {
    when: "a shadow variant does so too",
    given: [
      configuration({}, { shadowProductionVariants: [{ modelName: "churn", instanceType: "ml.inf2.xlarge" }] }),
      model(xgboost),
    ],
    says: ["Cannot use the Inferentia2 of ml.inf2.xlarge for the variant without a name because sagemaker-xgboost "],
  },
  {
    when: "trainings of either kind and trials do so",
    given: [
      trained(sklearn, { sagemaker_program: "train.py" }),
      trained(xgboost, { tree_method: "hist" }),
      trained(xgboost),
      trainingOfOurs({
        AlgorithmSpecification: { TrainingImage: xgboost },
        ResourceConfig: { InstanceGroups: [{ InstanceType: "ml.m7i.large" }, { InstanceType: "ml.g5.xlarge" }] },
      }),
      tuning(
        {},
        {
          algorithmSpecification: { trainingImage: image("randomcutforest:1") },
          resourceConfig: { instanceType: "ml.g5.xlarge" },
        },
      ),
    ],
    says: [
      run("sagemaker-scikit-learn"),
      run("sagemaker-xgboost"),
      run("sagemaker-xgboost"),
      run("sagemaker-xgboost"),
      run("randomcutforest", "each trial"),
    ],
  },
  {
    when: "a processing, a monitoring or a transform does so",
    given: [
      {
        type: "aws-native:sagemaker:ProcessingJob",
        props: {
          appSpecification: { imageUri: sklearn },
          processingResources: { clusterConfig: { instanceType: "ml.g5.xlarge" } },
        },
      },
      {
        type: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
        props: {
          dataQualityAppSpecification: { imageUri: image("sagemaker-model-monitor-analyzer:1") },
          jobResources: { clusterConfig: { instanceType: "ml.g5.xlarge" } },
        },
      },
      {
        type: "aws:sagemaker/monitoringSchedule:MonitoringSchedule",
        props: {
          monitoringScheduleConfig: {
            monitoringJobDefinition: {
              monitoringAppSpecification: { imageUri: sklearn },
              monitoringResources: { clusterConfig: { instanceType: "ml.g5.xlarge" } },
            },
          },
        },
      },
      {
        type: "greenml:jobs:TransformJob",
        props: { request: { ModelName: "churn", TransformResources: { InstanceType: "ml.g5.xlarge" } } },
      },
      model(xgboost),
    ],
    says: [
      run("sagemaker-scikit-learn", "the processing job"),
      run("sagemaker-model-monitor-analyzer", "the monitoring job"),
      run("sagemaker-scikit-learn", "the monitoring job"),
      run("sagemaker-xgboost", "the transform job"),
    ],
  },
  {
    when: "such jobs have no accelerator, or images that use one",
    given: [
      {
        type: "aws-native:sagemaker:ProcessingJob",
        props: {
          appSpecification: { imageUri: sklearn },
          processingResources: { clusterConfig: { instanceType: "ml.m7i.large" } },
        },
      },
      {
        type: "greenml:jobs:TransformJob",
        props: { request: { ModelName: "elsewhere", TransformResources: { InstanceType: "ml.g5.xlarge" } } },
      },
    ],
    says: [],
  },
  {
    when: "XGBoost is asked to train on the GPU, or by a script that cannot be read",
    given: [
      trained(xgboost, { tree_method: "gpu_hist" }),
      trained(xgboost, { device: "cuda:0" }),
      trained(xgboost, { sagemaker_program: "train.py" }),
      tuning(
        {},
        {
          algorithmSpecification: { trainingImage: xgboost },
          resourceConfig: { instanceType: "ml.g5.xlarge" },
          staticHyperParameters: { tree_method: "gpu_hist" },
        },
      ),
    ],
    says: [],
  },
  {
    when: "the machine has no accelerator, or the catalog lacks it",
    given: [
      configuration(),
      model(sklearn),
      trained(sklearn, {}, "ml.m7i.large"),
      trained(sklearn, {}, "ml.q9.large"),
      configuration({ instanceType: "" }),
    ],
    says: [],
  },
  {
    when: "the image is for GPUs, unknown, or one of several that is",
    given: [
      gpu,
      model(sklearn, image("pytorch-inference:2.6.0-gpu-py312")),
      trained(image("pytorch-training:2.10.0-gpu-py313")),
      trained("example.com/train:1"),
      trained("train"),
      training({ resourceConfig: { instanceType: "ml.g5.xlarge" } }),
    ],
    says: [],
  },
  { when: "the model is elsewhere", given: gpu, says: [] },
  {
    when: "the image is taken off the list",
    given: [gpu, model(xgboost)],
    settings: { processorImages: ["lda"] },
    says: [],
  },
  {
    when: "no type has as many processors",
    given: trained(sklearn, {}, "ml.p5.48xlarge"),
    says: ["Cannot use the H100"],
  },
  { when: "the resource is of another type", given: [logGroup(), notebook()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(acceleratorUnused, given, settings), says)).toEqual(says);
});

it("leaves an image that a preview does not know to the SDK", async () => {
  await expect(judge(acceleratorUnused, [gpu, model(unknownStringValue)])).rejects.toThrow("image");
});

const step = (Type: string, Arguments: object) => pipeline([{ Name: "Work", Type, Arguments }]);
const later = { Get: "Parameters.Model" };
const transforms = (InstanceType: unknown) =>
  step("Transform", { ModelName: later, TransformResources: { InstanceType } });
const trainsLater = (InstanceType: unknown, TrainingImage: unknown = later) =>
  step("Training", { AlgorithmSpecification: { TrainingImage }, ResourceConfig: { InstanceType } });

it.each([
  ["a transform without an accelerator", transforms("ml.m7i.xlarge")],
  ["a training without an accelerator", trainsLater("ml.m7i.xlarge")],
  ["a training on any machine whose image is for GPUs", trainsLater(later, image("pytorch-training:2.10.0-gpu-py313"))],
])("has nothing to wait for in %s", async (_, given) => {
  expect(await judge(acceleratorUnused, given)).toEqual([]);
});

it.each([
  ["the model of a transform on a GPU", transforms("ml.g5.xlarge")],
  ["the image of a training on a GPU", trainsLater("ml.g5.xlarge")],
  ["the machine of an image for processors", trainsLater(later, sklearn)],
])("waits for %s", async (_, given) => {
  const messages: unknown[] = [];
  await judge(acceleratorUnused, given, {}, messages as string[]);
  expect(JSON.stringify(messages)).toContain("Cannot judge before a run because ");
});

it("reads a copy of an image below several names", async () => {
  const copy = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/team/mirror/sagemaker-xgboost:1.7-1";
  const says = [run("sagemaker-xgboost")];
  expect(starts(await judge(acceleratorUnused, trained(copy)), says)).toEqual(says);
});

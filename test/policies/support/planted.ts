import type { Given } from "./judge";
import {
  bucket,
  configuration,
  endpoint,
  lambdaFunction,
  notebook,
  pipeline,
  scalableTarget,
  training,
  tuning,
} from "./resources";

const variant = { modelName: "churn", instanceType: "ml.m6i.large", initialInstanceCount: 2 };

/** Endpoints with a fault for each rule on serving. */
export const servingFaults: readonly Given[] = [
  configuration(
    {},
    {
      name: "old",
      productionVariants: [
        { ...variant, variantName: "new" },
        { ...variant, variantName: "old", initialVariantWeight: 0 },
      ],
    },
  ),
  configuration({ serverlessConfig: { memorySizeInMb: 1024, provisionedConcurrency: 1 }, instanceType: "" }),
  endpoint({ endpointConfigName: "old" }),
  endpoint({ endpointConfigName: "again" }),
  configuration({}, { name: "again" }),
  scalableTarget({ minCapacity: 2 }),
];

/** What waits for somebody, with a fault for each rule on idling. */
export const idleFaults: readonly Given[] = [
  notebook(),
  { type: "aws:sagemaker/domain:Domain", props: {} },
  { type: "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", props: { trackingServerSize: "Large" } },
  training({ resourceConfig: { instanceType: "ml.m7i.xlarge", keepAlivePeriodInSeconds: 3600 } }),
];

/** Work that is repeated, with a fault for each rule on recycling. */
export const repeatedWork: readonly Given[] = [
  pipeline([{ Name: "Train", Type: "Training" }]),
  { type: "aws:sagemaker/monitoringSchedule:MonitoringSchedule", props: {} },
  {
    type: "aws:scheduler/schedule:Schedule",
    props: {
      scheduleExpression: "rate(1 day)",
      target: { arn: "arn:aws:sagemaker:eu-north-1:123456789012:pipeline/churn" },
    },
  },
];

/** Data that stays and software that is old, with a fault for each rule on storage and software. */
export const staleThings: readonly Given[] = [
  bucket({ bucket: "kept" }),
  training({ checkpointConfig: { s3Uri: "s3://kept/checkpoints/" } }),
  notebook({ volumeSize: 500, acceleratorTypes: ["ml.eia2.medium"] }),
  lambdaFunction({ runtime: "python3.8" }),
  configuration({ modelName: "old-churn" }),
  {
    type: "aws:sagemaker/model:Model",
    props: {
      name: "old-churn",
      primaryContainer: { image: "763104351884.dkr.ecr.eu-north-1.amazonaws.com/pytorch-inference:1.12.1-cpu" },
    },
  },
];

/** Work in regions where it need not be, with a fault for each rule on place. */
export const workAbroad: readonly Given[] = [
  training({ region: "us-east-1", resourceConfig: { instanceType: "ml.g5.xlarge", instanceCount: 1 } }),
  training({ region: "ca-central-1", outputDataConfig: { s3OutputPath: "s3://kept/models/" } }),
  { type: "aws:dynamodb/table:Table", props: { region: "us-east-1", replicas: [{ regionName: "us-west-2" }] } },
];

/** A large model from random weights. */
export const fromNothing: readonly Given[] = [
  training({
    resourceConfig: { instanceType: "ml.p4d.24xlarge", instanceCount: 4 },
    stoppingCondition: { maxRuntimeInSeconds: 86_400 },
  }),
];

/** A search that is made twice from nothing. */
export const searchedTwice: readonly Given[] = ["first", "second"].map((name) => ({
  ...tuning(
    { strategy: "Bayesian", objective: { metricName: "validation:auc", type: "Maximize" } },
    { algorithmSpecification: { trainingImage: "churn:1" } },
  ),
  name,
}));

/** Work on machines that nobody describes. */
export const undescribedMachines: readonly Given[] = ["ada", "grace", "lin", "mary"].map((name) => ({
  type: "aws:sagemaker/app:App",
  props: { region: "eu-north-1", resourceSpec: { instanceType: "ml.geospatial.interactive" } },
  name,
}));

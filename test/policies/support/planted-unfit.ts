import type { Given } from "./judge";
import { bucket, configuration, endpoint, notebook } from "./resources";

const registry = "662702820516.dkr.ecr.eu-north-1.amazonaws.com";

/** Machines and images that do not fit their work, with a fault for each rule on that. */
export const unfitMachines: readonly Given[] = [
  configuration({ modelName: "trees", instanceType: "ml.g5.xlarge" }, { name: "trees" }),
  {
    type: "aws:sagemaker/model:Model",
    props: { name: "trees", primaryContainer: { image: `${registry}/sagemaker-scikit-learn:1.2-1-cpu-py3` } },
  },
  notebook({ platformIdentifier: "notebook-al1-v1" }),
  ...["forest", "boosted"].flatMap((name) => [
    configuration(
      { modelName: name, instanceType: "ml.m6i.24xlarge" },
      {
        name,
        dataCaptureConfig: { enableCapture: true, initialSamplingPercentage: 100, destinationS3Uri: "s3://calls/" },
      },
    ),
    endpoint({ name, endpointConfigName: name }),
    {
      type: "aws:sagemaker/model:Model",
      props: { name, primaryContainer: { image: `${registry}/sagemaker-xgboost:1.7-1` } },
    },
  ]),
  bucket({ bucket: "versions", versioning: { enabled: true } }),
  { type: "aws:sagemaker/featureGroup:FeatureGroup", props: { onlineStoreConfig: { enableOnlineStore: true } } },
];

/** What nobody tidies up, with a fault for each rule on images, files and addresses. */
export const leftBehind: readonly Given[] = [
  { type: "aws:ecr/repository:Repository", props: { name: "churn" } },
  { type: "aws:ec2/eip:Eip", props: { domain: "vpc", allocationId: "eipalloc-1" } },
  { type: "aws:efs/fileSystem:FileSystem", props: { encrypted: true } },
];

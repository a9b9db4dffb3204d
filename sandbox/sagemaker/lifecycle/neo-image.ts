import type { CompilationDocument } from "../kinds";

/** Accounts that hold Neo's inference images, by region: image_uri_config of aws/sagemaker-python-sdk (Apache-2.0), August 2026. */
const accounts: Readonly<Record<string, string>> = {
  "af-south-1": "774647643957",
  "ap-east-1": "110948597952",
  "ap-northeast-1": "941853720454",
  "ap-northeast-2": "151534178276",
  "ap-northeast-3": "925152966179",
  "ap-south-1": "763008648453",
  "ap-southeast-1": "324986816169",
  "ap-southeast-2": "355873309152",
  "ca-central-1": "464438896020",
  "cn-north-1": "472730292857",
  "cn-northwest-1": "474822919863",
  "eu-central-1": "746233611703",
  "eu-central-2": "010526262399",
  "eu-north-1": "601324751636",
  "eu-south-1": "966458181534",
  "eu-west-1": "802834080501",
  "eu-west-2": "205493899709",
  "eu-west-3": "254080097072",
  "il-central-1": "275950707576",
  "me-south-1": "836785723513",
  "sa-east-1": "756306329178",
  "us-east-1": "785573368785",
  "us-east-2": "007439368137",
  "us-gov-east-1": "227234621604",
  "us-gov-west-1": "263933020539",
  "us-west-1": "710691900526",
  "us-west-2": "301217895009",
};

const inferentia1 = "ml_inf1";
/** Compiled for Neuron, a model is served by the Deep Learning Container of PyTorch for it (developer guide: neo-deployment-hosting-services-container-images). */
const neuron =
  "763104351884.dkr.ecr.{region}.amazonaws.com/pytorch-inference-neuronx:1.13.1-neuronx-py38-sdk2.10.0-ubuntu20.04";
const neuronDevices = ["ml_inf2", "ml_trn1"];
const gpuDevices = ["ml_p2", "ml_p3", "ml_g4dn"];

const repositories: Readonly<Record<string, string>> = {
  XGBOOST: "xgboost-neo",
  KERAS: "sagemaker-neo-keras",
  ONNX: "sagemaker-neo-onnx",
  PYTORCH: "sagemaker-inference-pytorch",
  TENSORFLOW: "sagemaker-inference-tensorflow",
  MXNET: "sagemaker-inference-mxnet",
};
/** Newest versions that Neo compiles for the cloud (developer guide: neo-supported-cloud, 2026); taking them where a request names none is our reading. */
const versions: Readonly<Record<string, string>> = {
  KERAS: "2.2.4",
  ONNX: "1.7",
  PYTORCH: "2.0",
  TENSORFLOW: "2.9",
  MXNET: "1.8",
};

/** The image that serves a compiled model; undefined for targets that are not hosted, and where Neo has no registry. */
export function neoImage({ InputConfig, OutputConfig }: CompilationDocument, region: string): string | undefined {
  const device = OutputConfig.TargetDevice;
  const framework = InputConfig?.Framework;
  if (framework === undefined || device?.startsWith("ml_") !== true) return undefined;
  if (neuronDevices.includes(device)) return neuronImage(framework, region);
  const repository = repositoryOf(framework, device);
  const registry = registryOf(region);
  if (registry === undefined || repository === undefined) return undefined;
  return `${registry}/${repository}:${tag(InputConfig?.FrameworkVersion ?? versions[framework], device)}`;
}

function neuronImage(framework: string, region: string): string | undefined {
  return framework === "PYTORCH" ? neuron.replace("{region}", region) : undefined;
}

function registryOf(region: string): string | undefined {
  const account = accounts[region];
  const suffix = region.startsWith("cn-") ? ".cn" : "";
  return account === undefined ? undefined : `${account}.dkr.ecr.${region}.amazonaws.com${suffix}`;
}

function repositoryOf(framework: string, device: string): string | undefined {
  const repository = repositories[framework];
  if (device !== inferentia1 || repository === undefined) return repository;
  return framework === "XGBOOST" ? undefined : `sagemaker-neo-${framework.toLowerCase()}`;
}

/** XGBoost's image alone has no version. */
function tag(version: string | undefined, device: string): string {
  if (version === undefined) return "latest";
  const processor = device === inferentia1 ? "inf1" : gpuDevices.includes(device) ? "gpu" : "cpu";
  return `${version}-${processor}-py3`;
}

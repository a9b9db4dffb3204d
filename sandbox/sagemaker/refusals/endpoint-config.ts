import type { CreateEndpointConfigInput, ProductionVariant } from "@aws-sdk/client-sagemaker";

import { arnOf } from "../scope";
import type { Wire } from "../wire";

import { refuseBy, type Rule } from "./rule";

type Asked = Wire<CreateEndpointConfigInput>;
type Variant = Wire<ProductionVariant>;

const memorySteps = [1024, 2048, 3072, 4096, 5120, 6144];
const mostConcurrency = 200;
/** Regions that serve models without servers (developer guide: serverless-endpoints, 2026). */
const serverlessRegions =
  "us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 me-south-1 sa-east-1".split(
    " ",
  );

const modelsExist: Rule<Asked> = (asked, { objects, scope }) => {
  const lost = variantsOf(asked).find(
    ({ ModelName }) => ModelName !== undefined && objects.read("model", scope, ModelName) === undefined,
  );
  return lost === undefined ? undefined : `Could not find model "${arnOf("model", scope, lost.ModelName ?? "")}".`;
};

const variantsDiffer: Rule<Asked> = (asked) => {
  const names = variantsOf(asked).map(({ VariantName }) => VariantName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `Variant names must be unique, found "${twice}" more than once.`;
};

const componentsNeedRole: Rule<Asked> = (asked) => {
  const bare = variantsOf(asked).find(({ ModelName }) => ModelName === undefined);
  if (bare === undefined || asked.ExecutionRoleArn !== undefined) return undefined;
  return `The variant "${bare.VariantName}" has no ModelName, which requires ExecutionRoleArn for its inference components.`;
};

const machinesAreGiven: Rule<Asked> = (asked) => {
  for (const { VariantName, ServerlessConfig, InstanceType, InstancePools, InitialInstanceCount: count } of variantsOf(
    asked,
  )) {
    if (ServerlessConfig !== undefined) continue;
    if (InstanceType === undefined && InstancePools === undefined)
      return `You must specify InstanceType or ServerlessConfig for the variant "${VariantName}".`;
    if ((count ?? 0) < 1) return `InitialInstanceCount must be at least 1 for the variant "${VariantName}".`;
  }
  return undefined;
};

const acceleratorsAreGone: Rule<Asked> = (asked) =>
  variantsOf(asked).some(({ AcceleratorType }) => AcceleratorType !== undefined)
    ? "AcceleratorType is no longer supported."
    : undefined;

const serverlessIsAlone: Rule<Asked> = (asked) => {
  const { DataCaptureConfig, VpcConfig, AsyncInferenceConfig } = asked;
  const variant = serverlessOf(asked);
  if (variant === undefined) return undefined;
  if (variantsOf(asked).length > 1) return "Serverless endpoints support one production variant only.";
  const { InstanceType, InitialInstanceCount, ManagedInstanceScaling, VolumeSizeInGB } = variant;
  const members = {
    InstanceType,
    InitialInstanceCount,
    ManagedInstanceScaling,
    VolumeSizeInGB,
    VpcConfig,
    AsyncInferenceConfig,
  };
  const odd = Object.entries({ ...members, DataCaptureConfig }).find(([, value]) => value !== undefined);
  return odd === undefined ? undefined : `${odd[0]} is not supported with ServerlessConfig.`;
};

const serverlessSizesFit: Rule<Asked> = (asked) => {
  const {
    MemorySizeInMB: memory,
    MaxConcurrency: most,
    ProvisionedConcurrency: kept,
  } = serverlessOf(asked)?.ServerlessConfig ?? {};
  if (memory === undefined || most === undefined) return undefined;
  if (!memorySteps.includes(memory)) return `MemorySizeInMB must be one of ${memorySteps.join(", ")}, got ${memory}.`;
  if (most > mostConcurrency) return `MaxConcurrency must be at most ${mostConcurrency}, got ${most}.`;
  if (kept === undefined || kept <= most) return undefined;
  return `ProvisionedConcurrency (${kept}) must be less than or equal to MaxConcurrency (${most}).`;
};

const serverlessModelFits: Rule<Asked> = (asked, { objects, scope }) => {
  const name = serverlessOf(asked)?.ModelName;
  const model = name === undefined ? undefined : objects.read("model", scope, name)?.document;
  if (model === undefined) return undefined;
  const excluded = {
    "VPC configuration": model.VpcConfig !== undefined,
    "network isolation": model.EnableNetworkIsolation === true,
    "inference pipelines": (model.Containers?.length ?? 0) > 1,
    "multi-model containers": model.PrimaryContainer?.Mode === "MultiModel",
  };
  const odd = Object.entries(excluded).find(([, has]) => has);
  return odd === undefined
    ? undefined
    : `Serverless endpoints do not support ${odd[0]}, which the model "${model.ModelName}" has.`;
};

const serverlessIsHere: Rule<Asked> = (asked, { scope }) =>
  serverlessOf(asked) !== undefined && !serverlessRegions.includes(scope.region)
    ? `Serverless inference is not supported in ${scope.region}.`
    : undefined;

/** What SageMaker refuses of CreateEndpointConfig beyond its API model. */
export const refuseEndpointConfig = refuseBy<Asked>([
  variantsDiffer,
  acceleratorsAreGone,
  serverlessIsAlone,
  serverlessSizesFit,
  serverlessIsHere,
  machinesAreGiven,
  componentsNeedRole,
  modelsExist,
  serverlessModelFits,
]);

function variantsOf({ ProductionVariants, ShadowProductionVariants }: Asked): Variant[] {
  return [...ProductionVariants, ...(ShadowProductionVariants ?? [])];
}

function serverlessOf(asked: Asked): Variant | undefined {
  return variantsOf(asked).find(({ ServerlessConfig }) => ServerlessConfig !== undefined);
}

import type { CreateTrainingJobRequest } from "@aws-sdk/client-sagemaker";

import { filesOfPrefix, parseS3Uri } from "../../s3/s3-uri";
import type { Wire } from "../wire";

import { imageRegionFault } from "./image-region";
import type { Rule } from "./rule";

/** What a training job and a tuning job's definition of one have in common. */
export type TrainingSettings = Pick<
  Wire<CreateTrainingJobRequest>,
  "EnableManagedSpotTraining" | "StoppingCondition" | "ResourceConfig" | "InputDataConfig"
> & {
  AlgorithmSpecification?: { TrainingImage?: string; AlgorithmName?: string };
  RoleArn: string;
};

/** AWS's run time where none is given: a day. */
const defaultRuntime = 86_400;

const spotNeedsEnoughWait: Rule<TrainingSettings> = ({ EnableManagedSpotTraining, StoppingCondition }) => {
  if (EnableManagedSpotTraining !== true) return undefined;
  const { MaxWaitTimeInSeconds: wait, MaxRuntimeInSeconds: runtime = defaultRuntime } = StoppingCondition ?? {};
  if (wait !== undefined && wait >= runtime) return undefined;
  return "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds";
};

const waitNeedsSpot: Rule<TrainingSettings> = ({ EnableManagedSpotTraining, StoppingCondition }) =>
  EnableManagedSpotTraining !== true && StoppingCondition?.MaxWaitTimeInSeconds !== undefined
    ? "Invalid MaxWaitTimeInSeconds. It must not be present if EnableManagedSpotTraining is false"
    : undefined;

const spotHasNoWarmPool: Rule<TrainingSettings> = ({ EnableManagedSpotTraining, ResourceConfig }) =>
  EnableManagedSpotTraining === true && (ResourceConfig?.KeepAlivePeriodInSeconds ?? 0) > 0
    ? "KeepAlivePeriodInSeconds is not supported with EnableManagedSpotTraining"
    : undefined;

const spotHasNoPreferences: Rule<TrainingSettings> = ({ EnableManagedSpotTraining, ResourceConfig }) =>
  EnableManagedSpotTraining === true && ResourceConfig?.InstancePreferences !== undefined
    ? "InstancePreferences is not supported with EnableManagedSpotTraining"
    : undefined;

const oneAlgorithm: Rule<TrainingSettings> = ({ AlgorithmSpecification: algorithm }) => {
  if (algorithm === undefined) return undefined;
  const given = [algorithm.TrainingImage, algorithm.AlgorithmName].filter((one) => one !== undefined).length;
  return given === 1
    ? undefined
    : "You must specify exactly one of TrainingImage and AlgorithmName in AlgorithmSpecification.";
};

const oneChoiceOfMachines: Rule<TrainingSettings> = ({ ResourceConfig: machines }) => {
  if (machines === undefined) return undefined;
  const { InstanceType, InstanceGroups, InstancePreferences, InstanceCount } = machines;
  const given = [InstanceType, InstanceGroups, InstancePreferences].filter((one) => one !== undefined).length;
  if (given !== 1)
    return "You must specify exactly one of InstanceType, InstanceGroups and InstancePreferences in ResourceConfig.";
  const isCounted = InstanceType === undefined || (InstanceCount ?? 0) >= 1;
  return isCounted ? undefined : "InstanceCount in ResourceConfig must be at least 1 when InstanceType is specified.";
};

const imageOfRegion: Rule<TrainingSettings> = ({ AlgorithmSpecification }, { scope }) =>
  imageRegionFault(AlgorithmSpecification?.TrainingImage, scope.region);

const channelsDiffer: Rule<TrainingSettings> = ({ InputDataConfig }) => {
  const names = (InputDataConfig ?? []).map(({ ChannelName }) => ChannelName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `Channel names must be unique, found duplicate channel "${twice}".`;
};

const inputsExist: Rule<TrainingSettings> = ({ InputDataConfig, RoleArn }, { scope, store }) => {
  for (const { DataSource } of InputDataConfig ?? []) {
    const uri = DataSource.S3DataSource?.S3Uri;
    if (uri === undefined || filesOfPrefix(store, uri).length > 0) continue;
    const bucket = parseS3Uri(uri)?.bucket ?? "";
    const because = store.hasBucket(bucket) ? "" : " Error message from S3: The specified bucket does not exist";
    return (
      `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the ` +
      `selected region (${scope.region}), that objects exist under that S3 prefix, and that the role "${RoleArn}" has ` +
      `"s3:ListBucket" permissions on bucket "${bucket}".${because}`
    );
  }
  return undefined;
};

/** What SageMaker refuses of any training, alone or as a trial. */
export const trainingSettingRules: readonly Rule<TrainingSettings>[] = [
  spotNeedsEnoughWait,
  waitNeedsSpot,
  spotHasNoWarmPool,
  spotHasNoPreferences,
  oneAlgorithm,
  oneChoiceOfMachines,
  imageOfRegion,
  channelsDiffer,
  inputsExist,
];

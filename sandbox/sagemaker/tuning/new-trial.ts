import { arnOf, type Scope } from "../scope";
import type { Stored } from "../state/object-state";

import type { Candidate, Definition } from "./definitions";

/** The training job that a tuning job starts for a set of tuned values. */
export function newTrial(
  scope: Scope,
  tuningJobName: string,
  name: string,
  { definition, objective }: Candidate,
  tuned: Readonly<Record<string, string>>,
  now: number,
): Stored<"training"> {
  const {
    DefinitionName,
    AlgorithmSpecification,
    Environment,
    CheckpointConfig,
    InputDataConfig,
    VpcConfig,
    RetryStrategy,
  } = definition;
  const document = {
    TrainingJobName: name,
    TrainingJobArn: arnOf("training", scope, name),
    TuningJobArn: arnOf("tuning", scope, tuningJobName),
    TrainingJobStatus: "InProgress" as const,
    SecondaryStatus: "Starting" as const,
    HyperParameters: { ...definition.StaticHyperParameters, ...tuned, _tuning_objective_metric: objective.MetricName },
    AlgorithmSpecification,
    RoleArn: definition.RoleArn,
    OutputDataConfig: definition.OutputDataConfig,
    ResourceConfig: resources(definition),
    StoppingCondition: definition.StoppingCondition,
    EnableNetworkIsolation: definition.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: definition.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: definition.EnableManagedSpotTraining ?? false,
    ...(InputDataConfig === undefined ? {} : { InputDataConfig }),
    ...(VpcConfig === undefined ? {} : { VpcConfig }),
    ...(CheckpointConfig === undefined ? {} : { CheckpointConfig }),
    ...(Environment === undefined ? {} : { Environment }),
    ...(RetryStrategy === undefined ? {} : { RetryStrategy }),
    CreationTime: now,
    LastModifiedTime: now,
  };
  const trial = {
    tuningJobName,
    ...(DefinitionName === undefined ? {} : { definitionName: DefinitionName }),
    tuned,
    objectiveMetric: objective.MetricName,
    objectiveStatus: "Pending" as const,
  };
  return { kind: "training", scope, document, trial };
}

/** The machines of a trial: of several instance types the first, which AWS prefers too. */
function resources({ ResourceConfig, HyperParameterTuningResourceConfig: tuning }: Definition) {
  if (ResourceConfig !== undefined) return ResourceConfig;
  const first = tuning?.InstanceConfigs?.[0];
  const InstanceType = first?.InstanceType ?? tuning?.InstanceType;
  const VolumeSizeInGB = first?.VolumeSizeInGB ?? tuning?.VolumeSizeInGB;
  return {
    ...(InstanceType === undefined ? {} : { InstanceType }),
    InstanceCount: first?.InstanceCount ?? tuning?.InstanceCount ?? 1,
    ...(VolumeSizeInGB === undefined ? {} : { VolumeSizeInGB }),
  };
}

import type { TuningDocument } from "../kinds";
import { arnOf, type Scope } from "../scope";
import type { Stored } from "../state/object-state";
import { given } from "../wire";

import type { Candidate, Definition } from "./definitions";

/** The training job that a tuning job starts for a set of tuned values. */
export function newTrial(
  scope: Scope,
  { HyperParameterTuningJobName: tuningJobName, CreationTime: tuningJobCreated }: TuningDocument,
  name: string,
  { definition, objective }: Candidate,
  tuned: Readonly<Record<string, string>>,
  now: number,
): Stored<"training"> {
  const { StaticHyperParameters, EnableManagedSpotTraining: spot, EnableNetworkIsolation: isolated } = definition;
  const document = given({
    TrainingJobName: name,
    TrainingJobArn: arnOf("training", scope, name),
    TuningJobArn: arnOf("tuning", scope, tuningJobName),
    TrainingJobStatus: "InProgress" as const,
    SecondaryStatus: "Starting" as const,
    HyperParameters: { ...StaticHyperParameters, ...tuned, _tuning_objective_metric: objective.MetricName },
    AlgorithmSpecification: definition.AlgorithmSpecification,
    RoleArn: definition.RoleArn,
    OutputDataConfig: definition.OutputDataConfig,
    ResourceConfig: machines(definition),
    StoppingCondition: definition.StoppingCondition,
    EnableNetworkIsolation: isolated ?? false,
    EnableInterContainerTrafficEncryption: definition.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: spot ?? false,
    InputDataConfig: definition.InputDataConfig,
    VpcConfig: definition.VpcConfig,
    CheckpointConfig: definition.CheckpointConfig,
    Environment: definition.Environment,
    RetryStrategy: definition.RetryStrategy,
    CreationTime: now,
    LastModifiedTime: now,
  });
  const trial = given({
    tuningJobName,
    tuningJobCreated,
    definitionName: definition.DefinitionName,
    tuned,
    objectiveMetric: objective.MetricName,
    objectiveStatus: "Pending" as const,
  });
  return { kind: "training", scope, document, trial };
}

/** The machines of a trial: of several instance types the first, which AWS prefers too. */
function machines({ ResourceConfig, HyperParameterTuningResourceConfig: tuning }: Definition) {
  if (ResourceConfig !== undefined) return ResourceConfig;
  const { InstanceType, InstanceCount = 1, VolumeSizeInGB } = tuning?.InstanceConfigs?.[0] ?? tuning ?? {};
  return given({ InstanceType, InstanceCount, VolumeSizeInGB });
}

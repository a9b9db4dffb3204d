import type { Policies } from "@pulumi/policy";
import { acceleratorEfficiency } from "./rules/accelerator-efficiency";
import { acceleratorUnused } from "./rules/accelerator-unused";
import { allocationTags } from "./rules/allocation-tags";
import { bucketLifecycle } from "./rules/bucket-lifecycle";
import { bucketVersions } from "./rules/bucket-versions";
import { dataCaptureSampling } from "./rules/data-capture-sampling";
import { dataNearCompute } from "./rules/data-near-compute";
import { dataReplication } from "./rules/data-replication";
import { ecrLifecycle } from "./rules/ecr-lifecycle";
import { endpointAlwaysOn } from "./rules/endpoint-always-on";
import { endpointArchitecture } from "./rules/endpoint-architecture";
import { endpointConsolidation } from "./rules/endpoint-consolidation";
import { endpointIdleVariant } from "./rules/endpoint-idle-variant";
import { endpointMinimumCapacity } from "./rules/endpoint-minimum-capacity";
import { endpointNightlyTraffic } from "./rules/endpoint-nightly-traffic";
import { endpointRepetitiveTraffic } from "./rules/endpoint-repetitive-traffic";
import { endpointScalesIn } from "./rules/endpoint-scales-in";
import { endpointSharedModel } from "./rules/endpoint-shared-model";
import { featureGroupExpiry } from "./rules/feature-group-expiry";
import { fileSystemLifecycle } from "./rules/file-system-lifecycle";
import { frameworkImage } from "./rules/framework-image";
import { greenerRegion } from "./rules/greener-region";
import { idleNetwork } from "./rules/idle-network";
import { instanceGenerationFloor } from "./rules/instance-generation-floor";
import { instanceSizeFits } from "./rules/instance-size-fits";
import { lambdaArchitecture } from "./rules/lambda-architecture";
import { lambdaRuntime } from "./rules/lambda-runtime";
import { logRetention } from "./rules/log-retention";
import { mlflowTrackingServer } from "./rules/mlflow-tracking-server";
import { modelBaseline } from "./rules/model-baseline";
import { modelMeasuredGain } from "./rules/model-measured-gain";
import { modelMonitorSchedule } from "./rules/model-monitor-schedule";
import { notebookIdleStop } from "./rules/notebook-idle-stop";
import { notebookPlatform } from "./rules/notebook-platform";
import { pipelineStepCaching } from "./rules/pipeline-step-caching";
import { provisionedConcurrency } from "./rules/provisioned-concurrency";
import { regionIntensityCeiling } from "./rules/region-intensity-ceiling";
import { retiredAccelerator } from "./rules/retired-accelerator";
import { retrainingByClock } from "./rules/retraining-by-clock";
import { runDataExpiry } from "./rules/run-data-expiry";
import { stackBaseline } from "./rules/stack-baseline";
import { stackCarbonBudget } from "./rules/stack-carbon-budget";
import { stackCostBudget } from "./rules/stack-cost-budget";
import { stackRegionConsistency } from "./rules/stack-region-consistency";
import { stackUnknownShare } from "./rules/stack-unknown-share";
import { studioIdleShutdown } from "./rules/studio-idle-shutdown";
import { trainingFromScratch } from "./rules/training-from-scratch";
import { trainingRuntimeCap } from "./rules/training-runtime-cap";
import { trainingSpotWithCheckpoints } from "./rules/training-spot-with-checkpoints";
import { trainingWarmPool } from "./rules/training-warm-pool";
import { tuningParallelism } from "./rules/tuning-parallelism";
import { tuningStopsEarly } from "./rules/tuning-stops-early";
import { tuningStrategy } from "./rules/tuning-strategy";
import { tuningTrialCap } from "./rules/tuning-trial-cap";
import { tuningWarmStart } from "./rules/tuning-warm-start";
import { volumeSize } from "./rules/volume-size";

/** Every rule of the pack, alphabetical by name. */
export const rules: Policies = [
  acceleratorEfficiency,
  acceleratorUnused,
  allocationTags,
  bucketLifecycle,
  bucketVersions,
  dataCaptureSampling,
  dataNearCompute,
  dataReplication,
  ecrLifecycle,
  endpointAlwaysOn,
  endpointArchitecture,
  endpointConsolidation,
  endpointIdleVariant,
  endpointMinimumCapacity,
  endpointNightlyTraffic,
  endpointRepetitiveTraffic,
  endpointScalesIn,
  endpointSharedModel,
  featureGroupExpiry,
  fileSystemLifecycle,
  frameworkImage,
  greenerRegion,
  idleNetwork,
  instanceGenerationFloor,
  instanceSizeFits,
  lambdaArchitecture,
  lambdaRuntime,
  logRetention,
  mlflowTrackingServer,
  modelBaseline,
  modelMeasuredGain,
  modelMonitorSchedule,
  notebookIdleStop,
  notebookPlatform,
  pipelineStepCaching,
  provisionedConcurrency,
  regionIntensityCeiling,
  retiredAccelerator,
  retrainingByClock,
  runDataExpiry,
  stackBaseline,
  stackCarbonBudget,
  stackCostBudget,
  stackRegionConsistency,
  stackUnknownShare,
  studioIdleShutdown,
  trainingFromScratch,
  trainingRuntimeCap,
  trainingSpotWithCheckpoints,
  trainingWarmPool,
  tuningParallelism,
  tuningStopsEarly,
  tuningStrategy,
  tuningTrialCap,
  tuningWarmStart,
  volumeSize,
];

/** Rules that were withdrawn: name -> the rule that took over. A name is never used twice. */
export const retired: Readonly<Record<string, string>> = {};

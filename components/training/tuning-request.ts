import * as pulumi from "@pulumi/pulumi";
import type { HyperParameterTuningJobArgs } from "../../provider/resources";
import { hasOwnDisk } from "../../carbon";
import { inRegion } from "../regional";
import { digest } from "../resource-name";
import { sortedEntries } from "../sorted";
import { requestTags } from "../tags";
import { vpcConfig, type Vpc } from "../vpc";
import { builtinFacts, builtinImage } from "./builtin";
import type { ContinuousRange, IntegerRange, SearchRange } from "./search-range";
import type { PlannedTraining } from "./tuned-training-args";
import type { TuningPlan } from "./tuning-plan";

/** The parts of a request that only AWS knows. */
export interface TuningSurroundings {
  readonly image: pulumi.Input<string>;
  readonly train: pulumi.Input<string>;
  readonly validation: pulumi.Input<string> | undefined;
  readonly roleArn: pulumi.Input<string>;
  /** Address below which everything is written, with a slash at its end. */
  readonly output: pulumi.Output<string>;
  readonly kmsKey: pulumi.Input<string> | undefined;
  readonly vpc: Vpc | undefined;
}

type TuningRequest = HyperParameterTuningJobArgs["request"];

/** AWS's own request for the search that was planned. */
export function tuningRequest(args: PlannedTraining, plan: TuningPlan, around: TuningSurroundings): TuningRequest {
  const { warmStart, tags } = args;
  return {
    HyperParameterTuningJobConfig: configuration(args, plan),
    TrainingJobDefinition: definition(args, plan, around),
    ...(warmStart && {
      WarmStartConfig: {
        ParentHyperParameterTuningJobs: warmStart.parents.map((parent) => ({ HyperParameterTuningJobName: parent })),
        WarmStartType: warmStart.kind,
      },
    }),
    ...requestTags(tags),
  };
}

/** Image that trains, in a region. */
export function trainingImage({ algorithm }: PlannedTraining, region: string): pulumi.Input<string> {
  return "builtin" in algorithm ? builtinImage(algorithm, region) : inRegion(algorithm.image, region);
}

function configuration(args: PlannedTraining, plan: TuningPlan) {
  const { strategy, epochs, trials, objective, seed, maxRuntimeHours, search } = args;
  return {
    Strategy: strategy,
    ...(epochs && {
      StrategyConfig: { HyperbandStrategyConfig: { MinResource: epochs.min, MaxResource: epochs.max } },
    }),
    HyperParameterTuningJobObjective: {
      Type: plan.goal === "maximize" ? ("Maximize" as const) : ("Minimize" as const),
      MetricName: objective.metric,
    },
    ResourceLimits: {
      // A grid is as large as its values make it; the service refuses any other number.
      ...(strategy !== "Grid" && { MaxNumberOfTrainingJobs: trials.max }),
      MaxParallelTrainingJobs: trials.parallel,
      MaxRuntimeInSeconds: seconds(maxRuntimeHours),
    },
    ParameterRanges: parameterRanges(search),
    // Hyperband stops poor trials by itself and is refused together with early stopping.
    TrainingJobEarlyStoppingType: strategy === "Hyperband" ? ("Off" as const) : ("Auto" as const),
    TuningJobCompletionCriteria: {
      ...(objective.target !== undefined && { TargetObjectiveMetricValue: objective.target }),
      BestObjectiveNotImproving: { MaxNumberOfTrainingJobsNotImproving: trials.notImproving },
      ConvergenceDetected: { CompleteOnConvergence: "Enabled" as const },
    },
    ...(seed !== undefined && { RandomSeed: seed }),
  };
}

function definition(args: PlannedTraining, plan: TuningPlan, around: TuningSurroundings) {
  const { algorithm, trials } = args;
  const { output, kmsKey } = around;
  const runtime = seconds(trials.maxHours);
  const fresh = digest([algorithm, args.search, plan.staticHyperParameters, args.objective, args.instanceCount]);
  return {
    AlgorithmSpecification: {
      TrainingImage: around.image,
      TrainingInputMode: inputMode(args),
      ...("image" in algorithm && {
        MetricDefinitions: algorithm.metricDefinitions.map(({ name, regex }) => ({ Name: name, Regex: regex })),
      }),
    },
    RoleArn: around.roleArn,
    StaticHyperParameters: plan.staticHyperParameters,
    InputDataConfig: channels(args, around),
    OutputDataConfig: {
      S3OutputPath: pulumi.interpolate`${output}output/`,
      ...(kmsKey !== undefined && { KmsKeyId: kmsKey }),
    },
    ResourceConfig: resources(args, plan.instanceType, kmsKey),
    StoppingCondition: {
      MaxRuntimeInSeconds: runtime,
      ...(plan.spot && { MaxWaitTimeInSeconds: longestWait(runtime) }),
    },
    EnableManagedSpotTraining: plan.spot,
    ...(args.networkIsolation && { EnableNetworkIsolation: true }),
    ...(args.environment && { Environment: args.environment }),
    ...vpcConfig(around.vpc),
    // A prefix used before would make a new search resume an old one.
    ...(plan.keepsCheckpoints && { CheckpointConfig: { S3Uri: pulumi.interpolate`${output}checkpoints/${fresh}/` } }),
  };
}

/**
 * Time to wait for spare capacity and to run. Algorithms without checkpoints are allowed one hour in all (Developer Guide,
 * "Managed Spot Training"); longer trials get twice their run time.
 */
function longestWait(runtime: number): number {
  const [hour, month] = [3600, 28 * 24 * 3600];
  return runtime <= hour ? hour : Math.min(2 * runtime, month);
}

function channels(args: PlannedTraining, { train, validation }: TuningSurroundings) {
  const { data, algorithm } = args;
  const contentType = data.contentType ?? ("builtin" in algorithm ? builtinFacts(algorithm).contentType : undefined);
  const channel = (name: string, address: pulumi.Input<string>, sharded = false) => ({
    ChannelName: name,
    ...(contentType !== undefined && { ContentType: contentType }),
    DataSource: {
      S3DataSource: {
        S3DataType: "S3Prefix" as const,
        S3Uri: address,
        S3DataDistributionType: sharded ? ("ShardedByS3Key" as const) : ("FullyReplicated" as const),
      },
    },
  });
  return [
    channel("train", train, data.sharded),
    ...(validation === undefined ? [] : [channel("validation", validation)]),
  ];
}

/** XGBoost reads everything into memory at the start and documents no FastFile; containers stream what is large. */
function inputMode({ algorithm, data }: PlannedTraining): "File" | "FastFile" | "Pipe" {
  if ("builtin" in algorithm) return "File";
  return algorithm.inputMode ?? ((data.gigabytes ?? 0) > 5 ? "FastFile" : "File");
}

function resources(args: PlannedTraining, instanceType: string, kmsKey: pulumi.Input<string> | undefined) {
  const { instanceCount, data } = args;
  const machines = { InstanceType: instanceType, InstanceCount: instanceCount };
  if (hasOwnDisk(instanceType)) return machines;
  const copied = inputMode(args) === "File" ? (data.gigabytes ?? 0) : 0;
  // Room for the data as it is and unpacked, and ten for the rest.
  const volume = { VolumeSizeInGB: args.volumeGigabytes ?? Math.ceil(10 + 2 * copied) };
  return { ...machines, ...volume, ...(kmsKey !== undefined && { VolumeKmsKeyId: kmsKey }) };
}

function parameterRanges(search: Readonly<Record<string, SearchRange>>) {
  const entries = sortedEntries(search);
  return {
    ContinuousParameterRanges: entries.flatMap(([Name, one]) => (one.kind === "continuous" ? [bounds(Name, one)] : [])),
    IntegerParameterRanges: entries.flatMap(([Name, one]) => (one.kind === "integer" ? [bounds(Name, one)] : [])),
    CategoricalParameterRanges: entries.flatMap(([Name, one]) =>
      one.kind === "categorical" ? [{ Name, Values: [...one.values] }] : [],
    ),
  };
}

function bounds(Name: string, { min, max, scaling }: ContinuousRange | IntegerRange) {
  return { Name, MinValue: String(min), MaxValue: String(max), ScalingType: scalingTypes[scaling] };
}

const scalingTypes = {
  auto: "Auto",
  linear: "Linear",
  logarithmic: "Logarithmic",
  reverseLogarithmic: "ReverseLogarithmic",
} as const;

function seconds(hours: number): number {
  return Math.ceil(hours * 3600);
}

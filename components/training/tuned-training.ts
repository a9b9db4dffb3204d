import * as pulumi from "@pulumi/pulumi";
import { tuningFootprint, type Footprint, type Placement } from "../../carbon";
import { HyperParameterTuningJob, HyperParameterTuningJobCompletion } from "../../provider/resources";
import { executionRole } from "../execution-role";
import { knownAddress } from "../known-address";
import { jobLogGroup } from "../log-group";
import { measuredRun } from "../measured-run";
import { results } from "../output-bucket";
import { findPin } from "../pins";
import { plainArgs, planned } from "../plain-args";
import { inRegion, type Regional } from "../regional";
import { checkName } from "../resource-name";
import type { TrainedModel } from "../trained-model";
import { builtinFacts } from "./builtin";
import { plannedTraining, type PlannedTraining, type TunedTrainingArgs } from "./tuned-training-args";
import { planTuning, type TuningPlan } from "./tuning-plan";
import { trainingImage, tuningRequest } from "./tuning-request";

const logGroupName = "/aws/sagemaker/TrainingJobs";

/** The best model of a search; other components take it as their `model`. */
export interface BestModel extends TrainedModel {
  /** S3 address of the archive that the best trial left, `.../model.tar.gz`; known once the search has ended. */
  readonly modelArtifacts: pulumi.Output<string>;
  /** Training job that made it. */
  readonly trainingJobName: pulumi.Output<string>;
  /** What it reached in the objective. */
  readonly objectiveValue: pulumi.Output<number>;
  /** Its tuned hyperparameters. */
  readonly hyperParameters: pulumi.Output<Record<string, string>>;
}

/** What a search really took. */
export interface MeasuredTuning {
  /** Hours all trials trained, summed; undefined while nobody has waited for the end. */
  readonly trainingHours: number | undefined;
  /** Energy, emissions and cost computed from those hours. */
  readonly footprint: Footprint;
}

/** Searches the hyperparameters of a model with as few and as short trials as it takes, where that emits the least. */
export class TunedTraining extends pulumi.ComponentResource {
  /** Type token, by which policies and states know this component. */
  static readonly __pulumiType = "greenml:training:TunedTraining";

  /** The best model found. */
  readonly best: BestModel;
  /** Where the work runs, and why there. */
  readonly placement: Placement;
  /** What the search takes, estimated before deployment. */
  readonly footprint: Footprint;
  /** What the search took, computed from the hours SageMaker reports. */
  readonly measured: pulumi.Output<MeasuredTuning>;
  /** Name of the tuning job. */
  readonly jobName: pulumi.Output<string>;
  /** ARN of the role that SageMaker assumes. */
  readonly roleArn: pulumi.Output<string>;
  /** Name of the bucket that models are written to. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: TunedTrainingArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TunedTraining.__pulumiType, name, withoutFunctions(args), opts);
    checkName(name, { ending: "-bucket", limit: 63 }, this);
    const plain = plainArgs(plannedTraining, args, this);
    const plan = planned(this, () => planTuning(plain, findPin(name)));
    const { region } = plan.placement;
    const image = planned(this, () => trainingImage(plain, region));
    const data = planned(this, () => addresses(plain, region, this));
    const { kmsKey, vpc } = args;
    const { tags, keepArtifacts } = plain;

    const settings = { region, kmsKey, keepArtifacts, shortLived: [`${name}/checkpoints/`], tags };
    const { bucketName, address: output, guards } = results(name, args.outputBucket, settings, this);
    const logGroup = { region, name: logGroupName, days: plain.logRetentionDays, tags };
    const logs = jobLogGroup(`${name}-log-group`, logGroup, this);
    const reads = [data.train, ...(data.validation === undefined ? [] : [data.validation])];
    const needs = {
      region,
      logGroupName,
      metricsNamespace: logGroupName,
      reads,
      writes: [output],
      images: [image],
      kmsKey,
      vpc,
    };
    const role = executionRole(`${name}-role`, args.role, needs, this, tags);

    const request = tuningRequest(plain, plan, { image, ...data, roleArn: role.arn, output, kmsKey, vpc });
    const job = new HyperParameterTuningJob(
      `${name}-job`,
      { region, namePrefix: name, request },
      { parent: this, dependsOn: [...guards, ...logs, ...role.grants] },
    );
    const completion = new HyperParameterTuningJobCompletion(
      `${name}-completion`,
      { region, jobName: job.jobName, wait: plain.wait },
      { parent: this },
    );

    this.best = bestModel(plain, region, image, completion);
    this.placement = plan.placement;
    this.footprint = plan.footprint;
    this.measured = measured(plain, plan, completion);
    this.jobName = job.jobName;
    this.roleArn = role.arn;
    this.bucketName = bucketName;
    this.registerOutputs({
      best: this.best,
      placement: this.placement,
      footprint: this.footprint,
      measured: this.measured,
      jobName: this.jobName,
      roleArn: this.roleArn,
      bucketName: this.bucketName,
    });
  }
}

/** Functions of the region cannot be kept in a state; it says in words that there was one. */
function withoutFunctions(args: TunedTrainingArgs): pulumi.Inputs {
  const { data, algorithm, ...others } = { ...args };
  return { data: worded(data), algorithm: worded(algorithm), ...others };
}

function worded(part: unknown): pulumi.Input<unknown> {
  if (typeof part !== "object" || part === null || pulumi.Output.isInstance(part)) return part;
  const entries = Object.entries(part) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "function" ? "made for the region" : value]),
  );
}

function addresses({ data }: PlannedTraining, region: string, component: pulumi.Resource) {
  const known = (address: Regional, argument: string) => knownAddress(inRegion(address, region), argument, component);
  return {
    train: known(data.train, "data.train"),
    validation: data.validation === undefined ? undefined : known(data.validation, "data.validation"),
  };
}

function bestModel(
  { algorithm, data }: PlannedTraining,
  region: string,
  image: pulumi.Input<string>,
  completion: HyperParameterTuningJobCompletion,
): BestModel {
  const found = {
    region,
    modelArtifacts: completion.modelArtifacts,
    trainingJobName: completion.bestTrainingJobName,
    objectiveValue: completion.bestObjectiveValue,
    hyperParameters: completion.bestHyperParameters,
  };
  if ("builtin" in algorithm) {
    const { framework, contentType } = builtinFacts(algorithm);
    return { ...found, image, framework, contentType: data.contentType ?? contentType };
  }
  const { servingImage, framework } = algorithm;
  return {
    ...found,
    image: servingImage === undefined ? image : inRegion(servingImage, region),
    ...(framework && { framework }),
    ...(data.contentType !== undefined && { contentType: data.contentType }),
  };
}

function measured(
  { instanceCount }: PlannedTraining,
  { placement, instanceType }: TuningPlan,
  completion: HyperParameterTuningJobCompletion,
): pulumi.Output<MeasuredTuning> {
  const machines = { region: placement.region, instanceType, instanceCount };
  return measuredRun(
    completion.trainingHours,
    (time) => tuningFootprint({ ...machines, trials: 1, hoursPerTrial: time }),
    (trainingHours, footprint) => ({ trainingHours, footprint }),
  );
}

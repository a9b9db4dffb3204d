import * as sagemaker from "@pulumi/aws/sagemaker";
import * as pulumi from "@pulumi/pulumi";
import {
  place,
  transformFootprint,
  type Footprint,
  type Pin,
  type Placement,
  type PlacementRequest,
} from "../../carbon";
import { TransformJob, TransformJobCompletion, type TransformJobArgs } from "../../provider/resources";
import { executionRole, type ExecutionRole } from "../execution-role";
import { hoursOf } from "../guess";
import { knownAddress } from "../known-address";
import { jobLogGroup } from "../log-group";
import { measuredRun } from "../measured-run";
import { results } from "../output-bucket";
import { findPin } from "../pins";
import { placementNeeds } from "../placement-needs";
import { plainArgs, planned } from "../plain-args";
import { checkName, stableName } from "../resource-name";
import { folder, isReadFrom } from "../s3-address";
import { knownModel, primaryContainer, whereModelIs } from "../trained-model";
import { plannedBatch, type BatchInferenceArgs, type PlannedBatch } from "./batch-inference-args";
import { transformRequest } from "./batch-request";
import { batchSchedule } from "./batch-schedule";

const logGroupName = "/aws/sagemaker/TransformJobs";

/** What a run really took. */
export interface MeasuredBatch {
  /** Hours the machines worked; undefined while nobody has waited for the end. */
  readonly transformHours: number | undefined;
  /** Energy, emissions and cost computed from those hours. */
  readonly footprint: Footprint;
}

/** Predicts in batches, on machines that exist only for the run: once, or by the clock when new data have come. */
export class BatchInference extends pulumi.ComponentResource {
  /** Type token, by which policies and states know this component. */
  static readonly __pulumiType = "greenml:serving:BatchInference";

  /** S3 prefix of the predictions. */
  readonly outputPath: pulumi.Output<string>;
  /** Where runs take place, and why there. */
  readonly placement: Placement;
  /** What one run takes. */
  readonly footprint: Footprint;
  /** What the run took; undefined for schedules. */
  readonly measured: pulumi.Output<MeasuredBatch> | undefined;
  /** Name of the job of a run that happens once; undefined for schedules. */
  readonly jobName: pulumi.Output<string> | undefined;
  /** Name of the schedule; undefined for a run that happens once. */
  readonly scheduleName: pulumi.Output<string> | undefined;
  /** ARN of the function that starts scheduled runs; undefined for a run that happens once. */
  readonly functionArn: pulumi.Output<string> | undefined;
  /** ARN of the role that the container uses. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BatchInferenceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(BatchInference.__pulumiType, name, { ...args }, opts);
    checkName(name, { ending: "-function-log-group", limit: 63 }, this);
    const plain = plainArgs(plannedBatch, args, this);
    const { placement, footprint, instanceType } = planned(this, () => planBatch(plain, findPin(name)));
    const { region } = plain.model;
    const known = knownInputs(args, this);
    const { model, input, kmsKey, vpc } = known;
    const { tags, logRetentionDays: days } = plain;

    const { output, guards } = predictions(name, known, plain, this);
    const logs = jobLogGroup(`${name}-log-group`, { region, name: logGroupName, days, tags }, this);
    const reads = [model.modelArtifacts, input];
    const images = [model.image];
    const needs = {
      region,
      logGroupName,
      metricsNamespace: logGroupName,
      reads,
      writes: [output],
      images,
      kmsKey,
      vpc,
    };
    const role = executionRole(`${name}-role`, args.role, needs, this, tags);
    const served = batchModel(name, known, plain, role, this);
    const around = { modelName: served.name, input, output, kmsKey };
    const run = { region, request: transformRequest(plain, instanceType, around), ready: [...guards, ...logs] };
    const started = runOnce(name, plain, run, this);
    const scheduled = runBySchedule(name, known, plain, { ...run, modelArn: served.arn, output }, this);

    this.outputPath = output;
    this.placement = placement;
    this.footprint = footprint;
    this.measured = started && measured(plain, instanceType, started.completion);
    this.jobName = started?.job.jobName;
    this.scheduleName = scheduled?.scheduleName;
    this.functionArn = scheduled?.functionArn;
    this.roleArn = role.arn;
    this.registerOutputs({
      outputPath: this.outputPath,
      placement: this.placement,
      footprint: this.footprint,
      measured: this.measured,
      jobName: this.jobName,
      scheduleName: this.scheduleName,
      functionArn: this.functionArn,
      roleArn: this.roleArn,
    });
  }
}

function planBatch(args: PlannedBatch, pin: Pin | undefined) {
  checkCombinations(args);
  const { model, instanceType, instanceCount, expectedHours } = args;
  const duration = expectedHours === undefined ? undefined : hoursOf(expectedHours);
  const request: PlacementRequest = {
    use: "transform",
    region: model.region,
    regionBecause: whereModelIs,
    ...(instanceType !== undefined && { instanceType }),
    needs: {
      ...placementNeeds(args.needs),
      ...(model.compiledFor !== undefined && { neoTarget: model.compiledFor }),
    },
    work: { ...(duration !== undefined && { hours: duration }), instanceCount },
  };
  const placement = place(request, { pin });
  if (placement.instanceType === undefined)
    throw new Error("Expected a placement of a transform to name an instance type");
  const machines = { region: placement.region, instanceType: placement.instanceType, instanceCount };
  return {
    placement,
    instanceType: placement.instanceType,
    footprint: transformFootprint({ ...machines, hours: duration }),
  };
}

function checkCombinations(args: PlannedBatch): void {
  const { model, input, output } = args;
  if (model.compiledFor !== undefined && !args.allowCompiledModel) {
    throw new Error(
      `Cannot run a model compiled for ${model.compiledFor} in batches because AWS does not document it: ` +
        "use the model before compilation, or set allowCompiledModel and try",
    );
  }
  checkRecords(args);
  if (typeof input === "string" && typeof output === "string") checkApart(input, output);
}

function checkApart(input: string, output: string): void {
  if (!isReadFrom(output, input)) return;
  throw new Error(
    `Cannot write predictions to ${output} because it is below the input ${input}: the next run would read them`,
  );
}

function checkRecords({ strategy, split, maxConcurrentTransforms, maxPayloadMib, filter }: PlannedBatch): void {
  if (strategy === "MultiRecord" && split === "None") {
    throw new Error(
      'Cannot put many records into a call because split is "None": set strategy to "SingleRecord", or split the data',
    );
  }
  if (maxConcurrentTransforms * maxPayloadMib > 100) {
    const product = `maxConcurrentTransforms ${maxConcurrentTransforms} times maxPayloadMib ${maxPayloadMib}`;
    throw new Error(`Too much in flight: ${product}, maximum 100`);
  }
  if (filter?.joinInput === true && split !== "Line") {
    throw new Error(`Cannot join results with the data because split is "${split}": joining needs "Line"`);
  }
}

/** The arguments, addresses among them refused in one sentence when they turn out to be none. */
function knownInputs(args: BatchInferenceArgs, component: pulumi.Resource): BatchInferenceArgs {
  const { model, input, output } = args;
  return {
    ...args,
    model: knownModel(model, component),
    input: knownAddress(input, "input", component),
    ...(output !== undefined && { output: knownAddress(output, "output", component) }),
  };
}

function predictions(name: string, args: BatchInferenceArgs, plain: PlannedBatch, parent: pulumi.Resource) {
  if (args.output !== undefined) {
    const output = pulumi.all([args.input, args.output]).apply(([input, address]) => {
      planned(parent, () => {
        checkApart(input, address);
      });
      return folder(address);
    });
    return { output, guards: [] };
  }
  const { model, keepPredictions, tags } = plain;
  const settings = { region: model.region, kmsKey: args.kmsKey, keepArtifacts: keepPredictions, shortLived: [], tags };
  const { address, guards } = results(name, undefined, settings, parent);
  return { output: pulumi.interpolate`${address}predictions/`, guards };
}

function batchModel(
  name: string,
  { model, vpc }: BatchInferenceArgs,
  plain: PlannedBatch,
  role: ExecutionRole,
  parent: pulumi.Resource,
): sagemaker.Model {
  return new sagemaker.Model(
    `${name}-model`,
    {
      region: plain.model.region,
      executionRoleArn: role.arn,
      primaryContainer: primaryContainer(model),
      ...(vpc && { vpcConfig: { subnets: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds } }),
      ...(plain.tags && { tags: plain.tags }),
    },
    { parent, dependsOn: [...role.grants] },
  );
}

interface Run {
  readonly region: string;
  readonly request: TransformJobArgs["request"];
  /** What must exist before anything runs. */
  readonly ready: readonly pulumi.Resource[];
}

function runOnce(name: string, { when, wait }: PlannedBatch, { region, request, ready }: Run, parent: pulumi.Resource) {
  if (when.kind !== "once") return undefined;
  const job = new TransformJob(`${name}-job`, { region, namePrefix: name, request }, { parent, dependsOn: [...ready] });
  const completion = new TransformJobCompletion(
    `${name}-completion`,
    { region, jobName: job.jobName, wait },
    { parent },
  );
  return { job, completion };
}

function runBySchedule(
  name: string,
  { input, kmsKey }: BatchInferenceArgs,
  { when, functionLogRetentionDays: retentionDays, tags }: PlannedBatch,
  run: Run & { readonly modelArn: pulumi.Output<string>; readonly output: pulumi.Output<string> },
  parent: pulumi.Resource,
) {
  if (when.kind !== "schedule") return undefined;
  const { region, request, modelArn, ready: dependsOn } = run;
  const { expression, timezone } = when;
  const jobPrefix = stableName(name).toLowerCase();
  const manifests = pulumi.interpolate`${run.output}_manifests/`;
  const clock = { region, expression, timezone, retentionDays, tags, dependsOn };
  return batchSchedule(name, { ...clock, jobPrefix, request, modelArn, input, manifests, kmsKey }, parent);
}

function measured(
  { model, instanceCount }: PlannedBatch,
  instanceType: string,
  completion: TransformJobCompletion,
): pulumi.Output<MeasuredBatch> {
  const machines = { region: model.region, instanceType, instanceCount };
  return measuredRun(
    completion.transformHours,
    (time) => transformFootprint({ ...machines, hours: time }),
    (transformHours, footprint) => ({ transformHours, footprint }),
  );
}

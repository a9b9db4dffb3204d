import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import type { Footprint, Pin, Placement } from "../../carbon";
import { CompilationJob, CompilationJobCompletion, type CompilationJobArgs } from "../../provider/resources";
import { keyInput, roleInput } from "../arn";
import { executionRole } from "../execution-role";
import { fixedPlacement } from "../fixed-placement";
import { jobLogGroup, retentionDays } from "../log-group";
import { results } from "../output-bucket";
import { findPin } from "../pins";
import { plainArgs, plainObject, planned } from "../plain-args";
import { checkName } from "../resource-name";
import { bucketInput } from "../s3-address";
import { sortedJson } from "../sorted";
import { plannedTags, requestTags } from "../tags";
import { frameworks, knownModel, plannedModel, type ModelFramework, type TrainedModel } from "../trained-model";
import { unknownFootprint } from "../unknown-footprint";
import { vpcConfig, vpcInput, type Vpc } from "../vpc";
import { checkNeo, needsInputShapes, versionForNeo } from "./neo-support";

const logGroupName = "/aws/sagemaker/CompilationJobs";
const missing = "energy of the machines that AWS compiles on";

/** Arguments for {@link NeoCompilation}. */
export interface NeoCompilationArgs {
  /** Model to compile, such as `training.best`. It is compiled in its own region. */
  readonly model: TrainedModel;
  /** Hardware to compile for, such as "ml_c5"; the compiled model runs on instances of that family alone. */
  readonly target: string;
  /** What the model was made with. @defaultValue `model.framework` */
  readonly framework?: { readonly name: ModelFramework; readonly version: string };
  /** Name and shape of each input, batch size first. @defaultValue none; required but for XGBoost and scikit-learn */
  readonly inputShapes?: Readonly<Record<string, readonly number[]>>;
  /** Options of Neo's compiler, such as `{ dtype: "float16" }`. @defaultValue none */
  readonly compilerOptions?: Readonly<Record<string, string | number | boolean>>;
  /** Whether to try a version that Neo does not list. @defaultValue false */
  readonly allowUnlistedVersion?: boolean;
  /** Longest run, minutes. @defaultValue 15 */
  readonly maxRuntimeMinutes?: number;
  /** ARN of the role SageMaker assumes. @defaultValue a new one that may do what the job needs and nothing else */
  readonly role?: pulumi.Input<string>;
  /** Name of the bucket, in the model's region, for the compiled model. @defaultValue a new private, encrypted one */
  readonly outputBucket?: pulumi.Input<string>;
  /** Whether a new bucket survives `pulumi destroy` while models are in it. @defaultValue false: destroy leaves nothing billable */
  readonly keepArtifacts?: boolean;
  /** ARN of the KMS key for the compiled model. @defaultValue the key of S3 */
  readonly kmsKey?: pulumi.Input<string>;
  /** Network to attach the job to. @defaultValue none */
  readonly vpc?: Vpc;
  /** Days to keep the logs of all compilation jobs of this account and region. @defaultValue the shared log group is left as it is */
  readonly logRetentionDays?: number;
  /** Tags of everything that is created. @defaultValue none */
  readonly tags?: Record<string, string>;
  /** Whether `pulumi up` waits for the result. @defaultValue true */
  readonly wait?: boolean;
}

/** The half of the arguments that decides the plan, with every default. */
export const plannedCompilation = plainObject({
  model: plannedModel,
  target: z.string(),
  framework: plainObject({ name: z.enum(frameworks), version: z.string() }).optional(),
  inputShapes: z.record(z.string(), z.array(z.int().min(1)).min(1)).optional(),
  compilerOptions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  allowUnlistedVersion: z.boolean().default(false),
  maxRuntimeMinutes: z.number().min(1).max(60).default(15),
  role: roleInput.optional(),
  vpc: vpcInput.optional(),
  outputBucket: bucketInput.optional(),
  keepArtifacts: z.boolean().default(false),
  kmsKey: keyInput.optional(),
  logRetentionDays: retentionDays.optional(),
  tags: plannedTags.optional(),
  wait: z.boolean().default(true),
});
type PlannedCompilation = z.output<typeof plannedCompilation>;

/** A model compiled for one kind of hardware. */
export interface CompiledModel extends TrainedModel {
  /** S3 address of the compiled model's archive, a `.tar.gz`; known once the compilation has ended. */
  readonly modelArtifacts: pulumi.Output<string>;
  /** Container image that serves the compiled model, as Neo names it; known once the compilation has ended. */
  readonly image: pulumi.Output<string>;
  /** Neo target, such as "ml_c5"; the model runs on that instance family alone. */
  readonly compiledFor: string;
}

/** Compiles a model with SageMaker Neo for the hardware that will serve it. */
export class NeoCompilation extends pulumi.ComponentResource {
  /** Type token, by which policies and states know this component. */
  static readonly __pulumiType = "greenml:optimising:NeoCompilation";

  /** The compiled model, with the image that serves it. */
  readonly compiled: CompiledModel;
  /** Where the compilation runs: where the model is. */
  readonly placement: Placement;
  /** What the compilation takes: unknown, as AWS runs it on machines it does not name. */
  readonly footprint: Footprint;
  /** Name of the compilation job. */
  readonly jobName: pulumi.Output<string>;
  /** ARN of the role that SageMaker assumes. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: NeoCompilationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(NeoCompilation.__pulumiType, name, { ...args }, opts);
    checkName(name, { ending: "-bucket", limit: 63 }, this);
    const plain = plainArgs(plannedCompilation, args, this);
    const framework = planned(this, () => checkedFramework(plain));
    const { region } = plain.model;
    const placement = planned(this, () => compiledWhereModelIs(region, findPin(name)));
    const { kmsKey, vpc } = args;
    const model = knownModel(args.model, this);
    const { tags, keepArtifacts } = plain;

    const settings = { region, kmsKey, keepArtifacts, shortLived: [], tags };
    const { address, guards } = results(name, args.outputBucket, settings, this);
    const output = pulumi.interpolate`${address}compiled/`;
    const logs = jobLogGroup(
      `${name}-log-group`,
      { region, name: logGroupName, days: plain.logRetentionDays, tags },
      this,
    );
    const needs = { region, logGroupName, reads: [model.modelArtifacts], writes: [output], images: [], kmsKey, vpc };
    const role = executionRole(`${name}-role`, args.role, needs, this, tags);

    const around = { modelArtifacts: model.modelArtifacts, roleArn: role.arn, output, kmsKey, vpc };
    const job = new CompilationJob(
      `${name}-job`,
      { region, namePrefix: name, request: compilationRequest(plain, framework, around) },
      { parent: this, dependsOn: [...guards, ...logs, ...role.grants] },
    );
    const completion = new CompilationJobCompletion(
      `${name}-completion`,
      { region, jobName: job.jobName, wait: plain.wait },
      { parent: this },
    );

    this.compiled = compiledModel(plain, model, framework, completion);
    this.placement = placement;
    this.footprint = unknownFootprint("compilation", missing);
    this.jobName = job.jobName;
    this.roleArn = role.arn;
    this.registerOutputs({
      compiled: this.compiled,
      placement: this.placement,
      footprint: this.footprint,
      jobName: this.jobName,
      roleArn: this.roleArn,
    });
  }
}

function compiledWhereModelIs(region: string, pin: Pin | undefined): Placement {
  const reason = `The model is compiled in ${region}, where it is; SageMaker Neo reads from its own region alone.`;
  return fixedPlacement(region, reason, missing, pin);
}

type Framework = NonNullable<PlannedCompilation["framework"]>;

function checkedFramework(args: PlannedCompilation): Framework {
  const { model, target, allowUnlistedVersion } = args;
  const framework = args.framework ?? model.framework;
  if (model.compiledFor !== undefined)
    throw new Error(`Cannot compile a model that is compiled already, for ${model.compiledFor}`);
  if (framework === undefined)
    throw new Error("Expected framework, or model.framework, because Neo must know what made the model");
  checkNeo(framework, target, model.region, allowUnlistedVersion);
  if (needsInputShapes(framework.name) && args.inputShapes === undefined) {
    throw new Error(`Expected inputShapes, because Neo compiles ${framework.name} for fixed shapes`);
  }
  return framework;
}

function compilationRequest(
  args: PlannedCompilation,
  framework: Framework,
  around: {
    readonly modelArtifacts: pulumi.Input<string>;
    readonly roleArn: pulumi.Input<string>;
    readonly output: pulumi.Input<string>;
    readonly kmsKey: pulumi.Input<string> | undefined;
    readonly vpc: Vpc | undefined;
  },
): CompilationJobArgs["request"] {
  const { inputShapes, compilerOptions, target, tags } = args;
  const version = versionForNeo(framework);
  return {
    RoleArn: around.roleArn,
    InputConfig: {
      S3Uri: around.modelArtifacts,
      Framework: framework.name,
      ...(version !== undefined && { FrameworkVersion: version }),
      ...(inputShapes && { DataInputConfig: JSON.stringify(inputShapes) }),
    },
    OutputConfig: {
      S3OutputLocation: around.output,
      TargetDevice: target as "ml_c5",
      ...(compilerOptions && { CompilerOptions: sortedJson(compilerOptions) }),
      ...(around.kmsKey !== undefined && { KmsKeyId: around.kmsKey }),
    },
    StoppingCondition: { MaxRuntimeInSeconds: Math.ceil(args.maxRuntimeMinutes * 60) },
    ...vpcConfig(around.vpc),
    ...requestTags(tags),
  };
}

function compiledModel(
  { target }: PlannedCompilation,
  model: TrainedModel,
  framework: Framework,
  completion: CompilationJobCompletion,
): CompiledModel {
  // The container of a compiled deep-learning model gives up too early without it (Developer Guide, "Deploy a Compiled Model").
  const patience = needsInputShapes(framework.name) ? { MMS_DEFAULT_RESPONSE_TIMEOUT: "500" } : {};
  return {
    modelArtifacts: completion.modelArtifacts,
    image: completion.inferenceImage,
    region: model.region,
    framework,
    ...(model.contentType !== undefined && { contentType: model.contentType }),
    environment: { ...patience, ...model.environment },
    compiledFor: target,
  };
}

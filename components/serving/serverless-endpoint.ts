import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sagemaker from "@pulumi/aws/sagemaker";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import {
  findRegion,
  mebibytes,
  milliseconds,
  place,
  serverlessMonthFootprint,
  type Footprint,
  type Pin,
  type Placement,
} from "../../carbon";
import { keyInput, roleInput } from "../arn";
import { executionRole } from "../execution-role";
import { fixedPlacement } from "../fixed-placement";
import { guess, spreadOf, type Guess } from "../guess";
import { retentionDays } from "../log-group";
import { findPin } from "../pins";
import { plainArgs, plainObject, planned } from "../plain-args";
import { checkName, stableName } from "../resource-name";
import { plannedTags } from "../tags";
import { knownModel, plannedModel, primaryContainer, whereModelIs, type TrainedModel } from "../trained-model";
import { unknownFootprint } from "../unknown-footprint";

/** What an endpoint will be asked for. */
export interface ServerlessTraffic {
  /** Requests in a day. @defaultValue unknown, and so is the footprint */
  readonly requestsPerDay?: Guess;
  /** Compute time of one request, milliseconds. @defaultValue unknown, and so is the footprint */
  readonly millisecondsPerRequest?: Guess;
}

/** Arguments for {@link ServerlessEndpoint}. */
export interface ServerlessEndpointArgs {
  /** Model to serve, such as `training.best`, in its own region. Compiled models cannot be served: no hardware can be chosen. */
  readonly model: TrainedModel;
  /** Size of the loaded model, MiB; chooses the memory. @defaultValue unknown */
  readonly modelMib?: number;
  /** Memory, MiB: 1024, 2048, 3072, 4096, 5120 or 6144; processors grow with it. @defaultValue the smallest step that holds `modelMib` twice and 512 for the server; 2048 when unknown */
  readonly memoryMib?: number;
  /** Most requests at the same time; more are turned away. @defaultValue 5 */
  readonly maxConcurrency?: number;
  /** Copies kept warm, and billed, day and night. @defaultValue none: nothing runs while nobody asks */
  readonly provisionedConcurrency?: number;
  /** Makes the footprint exact. @defaultValue unknown */
  readonly traffic?: ServerlessTraffic;
  /** Name of the endpoint. @defaultValue the component's name and eight digits that stand for project and stack */
  readonly endpointName?: string;
  /** ARN of the role the container uses. @defaultValue a new one that may read the model and nothing else */
  readonly role?: pulumi.Input<string>;
  /** ARN of the KMS key the model is encrypted with. @defaultValue the key of S3 */
  readonly kmsKey?: pulumi.Input<string>;
  /** Days to keep the endpoint's logs. @defaultValue 14 */
  readonly logRetentionDays?: number;
  /** Tags of everything that is created. @defaultValue none */
  readonly tags?: Record<string, string>;
}

const memorySteps = [1024, 2048, 3072, 4096, 5120, 6144];

/** The half of the arguments that decides the plan, with every default. */
export const plannedEndpoint = plainObject({
  model: plannedModel,
  modelMib: z.number().positive().optional(),
  memoryMib: z
    .number()
    .refine((memory) => memorySteps.includes(memory), {
      error: ({ input }) => `Expected {argument} to be ${memorySteps.join(" or ")}, got ${String(input)}`,
    })
    .optional(),
  maxConcurrency: z.int().min(1).max(200).default(5),
  provisionedConcurrency: z.int().min(1).max(200).optional(),
  traffic: plainObject({ requestsPerDay: guess.optional(), millisecondsPerRequest: guess.optional() }).prefault({}),
  endpointName: z
    .string()
    .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/)
    .optional(),
  role: roleInput.optional(),
  kmsKey: keyInput.optional(),
  logRetentionDays: retentionDays.default(14),
  tags: plannedTags.optional(),
  vpc: z
    .custom((vpc) => vpc === undefined, {
      error: "Cannot attach a serverless endpoint to a network because SageMaker offers none for it: leave vpc out",
    })
    .optional(),
});
type PlannedEndpoint = z.output<typeof plannedEndpoint>;

/** Serves a model on capacity that exists only while somebody asks. */
export class ServerlessEndpoint extends pulumi.ComponentResource {
  /** Type token, by which policies and states know this component. */
  static readonly __pulumiType = "greenml:serving:ServerlessEndpoint";

  /** Name to call the endpoint by. */
  readonly endpointName: pulumi.Output<string>;
  /** ARN of the endpoint, for policies of callers. */
  readonly endpointArn: pulumi.Output<string>;
  /** Where the endpoint is, and why there. */
  readonly placement: Placement;
  /** What a month of the expected traffic takes. */
  readonly footprint: Footprint;
  /** ARN of the role that the container uses. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ServerlessEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ServerlessEndpoint.__pulumiType, name, { ...args }, opts);
    checkName(name, { ending: "-configuration", limit: 63 }, this);
    const plain = plainArgs(plannedEndpoint, args, this);
    const { memoryMib, placement, footprint } = planned(this, () => planEndpoint(plain, findPin(name)));
    const { region } = plain.model;
    const { kmsKey } = args;
    const model = knownModel(args.model, this);
    const tags = plain.tags && { tags: plain.tags };
    const endpointName = plain.endpointName ?? stableName(name);
    const logGroupName = `/aws/sagemaker/Endpoints/${endpointName}`;

    const logGroup = new cloudwatch.LogGroup(
      `${name}-log-group`,
      { region, name: logGroupName, retentionInDays: plain.logRetentionDays, ...tags },
      { parent: this },
    );
    const reads = [model.modelArtifacts];
    const needs = {
      region,
      logGroupName,
      metricsNamespace: "/aws/sagemaker/Endpoints",
      reads,
      writes: [],
      images: [model.image],
      kmsKey,
    };
    const role = executionRole(`${name}-role`, args.role, needs, this, plain.tags);
    const served = new sagemaker.Model(
      `${name}-model`,
      { region, executionRoleArn: role.arn, primaryContainer: primaryContainer(model, oneWorker), ...tags },
      { parent: this, dependsOn: [...role.grants] },
    );
    const configuration = new sagemaker.EndpointConfiguration(
      `${name}-configuration`,
      { region, productionVariants: [variant(plain, memoryMib, served.name)], ...tags },
      { parent: this },
    );
    const endpoint = new sagemaker.Endpoint(
      `${name}-endpoint`,
      { region, name: endpointName, endpointConfigName: configuration.name, ...tags },
      { parent: this, dependsOn: [logGroup] },
    );

    this.endpointName = endpoint.name;
    this.endpointArn = endpoint.arn;
    this.placement = placement;
    this.footprint = footprint;
    this.roleArn = role.arn;
    this.registerOutputs({
      endpointName: this.endpointName,
      endpointArn: this.endpointArn,
      placement: this.placement,
      footprint: this.footprint,
      roleArn: this.roleArn,
    });
  }
}

/** Serverless containers have few processors: more than one worker would share them and double the memory. */
const oneWorker = { SAGEMAKER_MODEL_SERVER_WORKERS: "1" };

function variant(args: PlannedEndpoint, memoryMib: number, modelName: pulumi.Input<string>) {
  const { maxConcurrency, provisionedConcurrency } = args;
  return {
    variantName: "primary",
    modelName,
    serverlessConfig: {
      memorySizeInMb: memoryMib,
      maxConcurrency,
      ...(provisionedConcurrency !== undefined && { provisionedConcurrency }),
    },
  };
}

function planEndpoint(args: PlannedEndpoint, pin: Pin | undefined) {
  const { model, provisionedConcurrency, maxConcurrency } = args;
  if (model.compiledFor !== undefined) {
    throw new Error(
      `Cannot serve a model compiled for ${model.compiledFor} serverless because no hardware can be chosen there: serve the model before compilation`,
    );
  }
  if (findRegion(model.region)?.features.serverless !== true) {
    throw new Error(`Cannot serve serverless in ${model.region} because SageMaker does not offer it there`);
  }
  if (provisionedConcurrency !== undefined && provisionedConcurrency > maxConcurrency) {
    throw new Error(
      `Too many warm copies: provisionedConcurrency ${provisionedConcurrency}, maximum maxConcurrency ${maxConcurrency}`,
    );
  }
  const memoryMib = args.memoryMib ?? smallestStep(args.modelMib);
  const usage = usageOf(args, memoryMib);
  return { memoryMib, ...judged(model.region, usage, pin) };
}

type Usage = NonNullable<ReturnType<typeof usageOf>>;

function judged(region: string, usage: Usage | undefined, pin: Pin | undefined) {
  if (usage !== undefined) {
    const request = { use: "serverless", region, regionBecause: whereModelIs, work: { serverless: usage } } as const;
    return {
      placement: place(request, { pin }),
      footprint: serverlessMonthFootprint({ region, ...usage }),
    };
  }
  const missing = "requests per day";
  return {
    placement: fixedPlacement(region, `The model is served in ${region}, where it is.`, missing, pin),
    footprint: unknownFootprint("month", missing),
  };
}

function smallestStep(modelMib: number | undefined): number {
  if (modelMib === undefined) return 2048;
  const needed = 512 + 2 * modelMib;
  const step = memorySteps.find((memory) => memory >= needed);
  if (step === undefined)
    throw new Error(`Too large a model: modelMib ${modelMib} needs ${needed} MiB of memory, maximum 6144`);
  return step;
}

function usageOf({ traffic, provisionedConcurrency }: PlannedEndpoint, memoryMib: number) {
  if (traffic.requestsPerDay === undefined) return undefined;
  const daysPerMonth = 365 / 12;
  return {
    memoryMib: mebibytes(memoryMib),
    requestsPerMonth: spreadOf(traffic.requestsPerDay, (requests) => requests * daysPerMonth),
    millisecondsPerRequest:
      traffic.millisecondsPerRequest === undefined ? undefined : spreadOf(traffic.millisecondsPerRequest, milliseconds),
    ...(provisionedConcurrency !== undefined && { provisionedConcurrency }),
  };
}

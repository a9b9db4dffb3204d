import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { keyInput, roleInput } from "../arn";
import { guess, type Guess } from "../guess";
import { retentionDays } from "../log-group";
import { s3Input } from "../s3-address";
import { plannedModel, type TrainedModel } from "../trained-model";
import { plannedInstanceType, plannedNeeds } from "../placement-needs";
import { plainObject } from "../plain-args";
import { plannedTags } from "../tags";
import { vpcInput, type Vpc } from "../vpc";

/** When predictions are made. */
export type BatchSchedule =
  /** During `pulumi up`, once; again when model, data addresses or settings change. */
  | { readonly kind: "once" }
  /** By the clock, on what has arrived since the last run; a run without new data starts nothing. */
  | {
      readonly kind: "schedule";
      /** EventBridge Scheduler's expression, such as "cron(0 2 * * ? *)" or "rate(1 day)". */
      readonly expression: string;
      /** Name of the time zone that the expression is in. @defaultValue "UTC" */
      readonly timezone?: string;
    };

/** Arguments for {@link BatchInference}. */
export interface BatchInferenceArgs {
  /** Model that predicts, such as `training.best`, in its own region. */
  readonly model: TrainedModel;
  /** S3 prefix of the data to predict on, in the model's region. */
  readonly input: pulumi.Input<string>;
  /** S3 prefix for the predictions, in the model's region. @defaultValue a new private, encrypted bucket */
  readonly output?: pulumi.Input<string>;
  /** When predictions are made: once, or by the clock. @defaultValue `{ kind: "once" }` */
  readonly when?: BatchSchedule;
  /** Media type of the data. @defaultValue `model.contentType`, else "text/csv" */
  readonly contentType?: string;
  /** Media type of the predictions. @defaultValue the data's for text and JSON, else the model's own choice */
  readonly accept?: string;
  /** Instance type, chosen by you. @defaultValue the greenest that fits `needs` */
  readonly instanceType?: string;
  /** Machines; every object goes to one machine, so more machines need more objects. @defaultValue 1 */
  readonly instanceCount?: number;
  /** What a machine must have. @defaultValue nothing in particular */
  readonly needs?: {
    readonly vcpu?: number;
    readonly memoryGib?: number;
    readonly acceleratorCount?: number;
    readonly acceleratorMemoryGib?: number;
  };
  /** How long one run takes, hours; makes the footprint exact. @defaultValue unknown */
  readonly expectedHours?: Guess;
  /** How objects are cut into records. @defaultValue "Line" */
  readonly split?: "Line" | "None" | "RecordIO" | "TFRecord";
  /** Whether one call of the model carries many records. @defaultValue "MultiRecord": far less energy per record */
  readonly strategy?: "MultiRecord" | "SingleRecord";
  /** Size of one call, MiB. @defaultValue 6 */
  readonly maxPayloadMib?: number;
  /** Calls at the same time on one machine. @defaultValue 1 */
  readonly maxConcurrentTransforms?: number;
  /** Longest wait for one call, seconds. @defaultValue 600 */
  readonly timeoutSeconds?: number;
  /** How the data is packed. @defaultValue "None" */
  readonly compression?: "None" | "Gzip";
  /** What of the data goes to the model and of the result to the output, in JSONPath. @defaultValue everything */
  readonly filter?: { readonly input?: string; readonly output?: string; readonly joinInput?: boolean };
  /** Whether to run a model compiled by Neo, which AWS does not document for batch transform. @defaultValue false */
  readonly allowCompiledModel?: boolean;
  /** ARN of the role the container uses. @defaultValue a new one that may do what the job needs and nothing else */
  readonly role?: pulumi.Input<string>;
  /** Whether a new bucket survives `pulumi destroy` while predictions are in it. @defaultValue false */
  readonly keepPredictions?: boolean;
  /** ARN of the KMS key for predictions and volumes. @defaultValue the keys of S3 and EBS */
  readonly kmsKey?: pulumi.Input<string>;
  /** Network to attach the container to. @defaultValue none */
  readonly vpc?: Vpc;
  /** Days to keep the logs of all transform jobs of this account and region. @defaultValue the shared log group is left as it is */
  readonly logRetentionDays?: number;
  /** Days to keep the logs of the function that starts scheduled runs. @defaultValue 14 */
  readonly functionLogRetentionDays?: number;
  /** Tags of everything that is created. @defaultValue none */
  readonly tags?: Record<string, string>;
  /** Whether `pulumi up` waits for the end of a run that happens once. @defaultValue true */
  readonly wait?: boolean;
}

const jsonPath = z.string().max(63);

/** The half of the arguments that decides the plan, with every default. */
export const plannedBatch = plainObject({
  model: plannedModel,
  input: s3Input,
  output: s3Input.optional(),
  when: z
    .discriminatedUnion("kind", [
      plainObject({ kind: z.literal("once") }),
      plainObject({
        kind: z.literal("schedule"),
        expression: z.string().regex(/^(cron|rate|at)\(.+\)$/),
        timezone: z.string().min(1).default("UTC"),
      }),
    ])
    .default({ kind: "once" }),
  contentType: z.string().min(1).optional(),
  accept: z.string().min(1).optional(),
  instanceType: plannedInstanceType.optional(),
  instanceCount: z.int().min(1).max(100).default(1),
  needs: plannedNeeds.default({}),
  expectedHours: guess.optional(),
  split: z.enum(["Line", "None", "RecordIO", "TFRecord"]).default("Line"),
  strategy: z.enum(["MultiRecord", "SingleRecord"]).default("MultiRecord"),
  maxPayloadMib: z.int().min(0).max(100).default(6),
  maxConcurrentTransforms: z.int().min(1).default(1),
  timeoutSeconds: z.int().min(1).max(3600).default(600),
  compression: z.enum(["None", "Gzip"]).default("None"),
  filter: plainObject({
    input: jsonPath.optional(),
    output: jsonPath.optional(),
    joinInput: z.boolean().default(false),
  }).optional(),
  allowCompiledModel: z.boolean().default(false),
  role: roleInput.optional(),
  vpc: vpcInput.optional(),
  keepPredictions: z.boolean().default(false),
  kmsKey: keyInput.optional(),
  logRetentionDays: retentionDays.optional(),
  functionLogRetentionDays: retentionDays.default(14),
  tags: plannedTags.optional(),
  wait: z.boolean().default(true),
});

/** The arguments with their defaults filled in. */
export type PlannedBatch = z.output<typeof plannedBatch>;

import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { keyInput, roleInput } from "../arn";
import { guess, type Guess } from "../guess";
import { retentionDays } from "../log-group";
import { regionalInput, type Regional } from "../regional";
import { bucketInput, regionalS3Input } from "../s3-address";
import { anyText, someText } from "../text-input";
import { frameworks } from "../trained-model";
import { plannedInstanceType, plannedNeeds } from "../placement-needs";
import { plainObject } from "../plain-args";
import { plannedTags } from "../tags";
import { vpcInput, type Vpc } from "../vpc";
import type { Algorithm, Goal } from "./builtin";
import type { SearchRange } from "./search-range";

/** Data that is trained on. */
export interface TrainingData {
  /** S3 prefix of the training data. A function is called with the chosen region and says where the data is there. */
  readonly train: Regional;
  /** S3 prefix of the validation data, which the metric is computed on. */
  readonly validation?: Regional;
  /** Size of the data. Weighed when the work could move to another region; sizes memory and disk. */
  readonly gigabytes?: number;
  /**
   * Region the data is in now. SageMaker reads data of its own region only: with fixed addresses the work stays here,
   * with functions as addresses it may move, and the journey is weighed.
   * @defaultValue the region of the work, whatever is chosen
   */
  readonly region?: string;
  /** Media type of the data. @defaultValue the built-in algorithm's, "text/csv" */
  readonly contentType?: string;
  /** Whether each of several machines gets a part of the training data instead of all. @defaultValue false */
  readonly sharded?: boolean;
}

/** What the search is judged by. */
export interface Objective {
  /** Name of the metric, such as "validation:auc". */
  readonly metric: string;
  /** Whether more is better. @defaultValue known for built-in algorithms; required for containers */
  readonly goal?: Goal;
  /** Value that is good enough: the search ends when it is reached. @defaultValue none */
  readonly target?: number;
}

/** How many trials there may be, and how long one may take. */
export interface Trials {
  /** Most trials. @defaultValue 20 */
  readonly max?: number;
  /** Trials at the same time. Few let Bayesian search learn from what it has seen. @defaultValue 2 */
  readonly parallel?: number;
  /** Longest run of one trial, hours. @defaultValue 0.5 */
  readonly maxHours?: number;
  /** The search ends when this many trials in a row were no better. @defaultValue 5 */
  readonly notImproving?: number;
}

/** Arguments for {@link TunedTraining}. */
export interface TunedTrainingArgs {
  /** What trains: `builtin.xgboost()` or a container of your own. */
  readonly algorithm: Algorithm;
  /** What is trained on. */
  readonly data: TrainingData;
  /** What the search is judged by. */
  readonly objective: Objective;
  /** Hyperparameters to search, made by `continuous`, `integer` and `categorical`. Few and narrow is green. */
  readonly search: Readonly<Record<string, SearchRange>>;
  /** How the search goes on. Grid searches categorical ranges alone and wastes the most. @defaultValue "Bayesian" */
  readonly strategy?: "Bayesian" | "Hyperband" | "Random" | "Grid";
  /** Fewest and most epochs of a trial; for the strategy "Hyperband". @defaultValue read by SageMaker from a hyperparameter such as `epochs` */
  readonly epochs?: { readonly min: number; readonly max: number };
  /** How many trials there may be, and how long one may take. @defaultValue 20, two at a time, half an hour each */
  readonly trials?: Trials;
  /** Hyperparameters that do not change. @defaultValue for XGBoost `num_round` 100, `early_stopping_rounds` 10 and the `objective` that fits the metric */
  readonly staticHyperParameters?: Readonly<Record<string, string | number | boolean>>;
  /** Regions to choose from. @defaultValue every commercial region that offers the work */
  readonly allowedRegions?: readonly string[];
  /** Region to train in, chosen by you. @defaultValue the greenest that is allowed */
  readonly region?: string;
  /** Instance type to train on, chosen by you. @defaultValue the greenest that fits `needs` */
  readonly instanceType?: string;
  /** Machines of one trial. @defaultValue 1 */
  readonly instanceCount?: number;
  /** What a machine must have. @defaultValue for XGBoost twice the data's size in memory */
  readonly needs?: {
    readonly vcpu?: number;
    readonly memoryGib?: number;
    readonly acceleratorCount?: number;
    readonly acceleratorMemoryGib?: number;
  };
  /** Longest run of the whole search, hours. @defaultValue 4 */
  readonly maxRuntimeHours?: number;
  /** How long one trial takes, hours; makes the footprint exact. @defaultValue unknown: the footprint is bounded by the caps */
  readonly expectedHoursPerTrial?: Guess;
  /** Whether to use spare capacity, which may be taken away. @defaultValue true when a trial takes at most one hour or keeps checkpoints, else false */
  readonly spot?: boolean;
  /** Makes the search repeatable. @defaultValue none */
  readonly seed?: number;
  /** Earlier tuning jobs to learn from, 1 to 5 names. @defaultValue none */
  readonly warmStart?: {
    readonly parents: readonly pulumi.Input<string>[];
    readonly kind: "IdenticalDataAndAlgorithm" | "TransferLearning";
  };
  /** ARN of the role SageMaker assumes. @defaultValue a new one that may do what the job needs and nothing else */
  readonly role?: pulumi.Input<string>;
  /** Name of the bucket, in the region of the work, for models and checkpoints. @defaultValue a new private, encrypted one */
  readonly outputBucket?: pulumi.Input<string>;
  /** Whether a new bucket survives `pulumi destroy` while models are in it. @defaultValue false: destroy leaves nothing billable */
  readonly keepArtifacts?: boolean;
  /** ARN of the KMS key for models and volumes. @defaultValue the keys of S3 and EBS */
  readonly kmsKey?: pulumi.Input<string>;
  /** Network to attach the machines to. @defaultValue none */
  readonly vpc?: Vpc;
  /** Whether the container is cut off from any network. @defaultValue false */
  readonly networkIsolation?: boolean;
  /** Environment of the container. @defaultValue none */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Size of the disk of each machine, GB. @defaultValue 10, and twice the data where it is copied; none for machines with disks of their own */
  readonly volumeGigabytes?: number;
  /** Days to keep the logs of all training jobs of this account and region. @defaultValue the shared log group is left as it is */
  readonly logRetentionDays?: number;
  /** Tags of everything that is created. @defaultValue none */
  readonly tags?: Record<string, string>;
  /** Whether `pulumi up` waits for the result. @defaultValue true */
  readonly wait?: boolean;
}

const imageInput = regionalInput("a container image", (image) => image !== "");

const range = z.discriminatedUnion("kind", [
  plainObject({
    kind: z.literal("continuous"),
    min: z.number(),
    max: z.number(),
    scaling: z.enum(["auto", "linear", "logarithmic", "reverseLogarithmic"]),
  }),
  plainObject({
    kind: z.literal("integer"),
    min: z.number(),
    max: z.number(),
    scaling: z.enum(["auto", "linear", "logarithmic"]),
  }),
  plainObject({ kind: z.literal("categorical"), values: z.array(z.string()).min(1).max(30) }),
]);

/** The half of the arguments that decides the plan, with every default. */
export const plannedTraining = plainObject({
  algorithm: z.union(
    [
      plainObject({ builtin: z.literal("xgboost"), version: z.string() }),
      plainObject({
        image: imageInput,
        metricDefinitions: z
          .array(plainObject({ name: z.string().min(1).max(255), regex: z.string().min(1).max(500) }))
          .min(1)
          .max(40),
        checkpointsPerTrial: z.boolean().default(false),
        servingImage: imageInput.optional(),
        framework: plainObject({ name: z.enum(frameworks), version: z.string() }).optional(),
        inputMode: z.enum(["File", "FastFile", "Pipe"]).optional(),
      }),
    ],
    { error: "to be builtin.xgboost(), or an object of image and metricDefinitions" },
  ),
  data: plainObject({
    train: regionalS3Input,
    validation: regionalS3Input.optional(),
    gigabytes: z.number().positive().optional(),
    region: z.string().optional(),
    contentType: z.string().min(1).optional(),
    sharded: z.boolean().default(false),
  }),
  objective: plainObject({
    metric: z.string().min(1),
    goal: z.enum(["maximize", "minimize"]).optional(),
    target: z.number().optional(),
  }),
  search: z.record(z.string().min(1).max(256), range),
  strategy: z.enum(["Bayesian", "Hyperband", "Random", "Grid"]).default("Bayesian"),
  epochs: plainObject({ min: z.int().min(1), max: z.int().min(1) }).optional(),
  trials: plainObject({
    max: z.int().min(1).max(10_000).default(20),
    parallel: z.int().min(1).max(100).default(2),
    maxHours: z
      .number()
      .positive()
      .max(28 * 24)
      .default(0.5),
    notImproving: z.int().min(3).default(5),
  }).prefault({}),
  staticHyperParameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  allowedRegions: z.array(z.string()).min(1).optional(),
  region: z.string().optional(),
  instanceType: plannedInstanceType.optional(),
  instanceCount: z.int().min(1).default(1),
  needs: plannedNeeds.optional(),
  maxRuntimeHours: z
    .number()
    .min(120 / 3600)
    .max(30 * 24)
    .default(4),
  expectedHoursPerTrial: guess.optional(),
  spot: z.boolean().optional(),
  seed: z.int().min(0).optional(),
  warmStart: plainObject({
    parents: z.array(someText).min(1).max(5),
    kind: z.enum(["IdenticalDataAndAlgorithm", "TransferLearning"]),
  }).optional(),
  role: roleInput.optional(),
  kmsKey: keyInput.optional(),
  vpc: vpcInput.optional(),
  outputBucket: bucketInput.optional(),
  keepArtifacts: z.boolean().default(false),
  networkIsolation: z.boolean().default(false),
  environment: z.record(z.string().max(512), anyText).optional(),
  volumeGigabytes: z.int().min(1).optional(),
  logRetentionDays: retentionDays.optional(),
  tags: plannedTags.optional(),
  wait: z.boolean().default(true),
});

/** The arguments with their defaults filled in. */
export type PlannedTraining = z.output<typeof plannedTraining>;

import * as pulumi from "@pulumi/pulumi";
import { findImageRegistry } from "../../carbon";
import type { Regional } from "../regional";
import type { ModelFramework } from "../trained-model";

/** Whether more of a metric is better or less. */
export type Goal = "maximize" | "minimize";

/** An algorithm that SageMaker brings along; its image is found in whatever region the work is placed. */
export interface BuiltinAlgorithm {
  /** Which of SageMaker's algorithms it is; made by `builtin.xgboost()`. */
  readonly builtin: "xgboost";
  /** Tag of the image, such as "3.2-0". */
  readonly version: string;
}

/** An algorithm in a container of your own. */
export interface ContainerAlgorithm {
  /** Image. A fixed one binds the work to its region; a function is called with the chosen region. */
  readonly image: Regional;
  /** How the metrics are read from what the container prints: one capture group around a number. */
  readonly metricDefinitions: readonly { readonly name: string; readonly regex: string }[];
  /**
   * Whether the container keeps the checkpoints of each trial in a folder of its own below `/opt/ml/checkpoints`, named
   * by the environment variable TRAINING_JOB_NAME. All trials share one place in S3, so a container that does not would
   * resume the trial of another.
   * @defaultValue false
   */
  readonly checkpointsPerTrial?: boolean;
  /** Image that serves the model. @defaultValue `image` */
  readonly servingImage?: Regional;
  /** What the model is made with; `NeoCompilation` needs to know. */
  readonly framework?: { readonly name: ModelFramework; readonly version: string };
  /**
   * How data reaches the container.
   * @defaultValue "FastFile" above 5 GB, so that no machine idles while data is copied, else "File"
   */
  readonly inputMode?: "File" | "FastFile" | "Pipe";
}

/** What does the training. */
export type Algorithm = BuiltinAlgorithm | ContainerAlgorithm;

/**
 * Tags of the XGBoost image and the XGBoost inside, from aws/sagemaker-python-sdk, image_uri_config/xgboost.json
 * (2026-08) and the page "XGBoost algorithm" of the SageMaker Developer Guide.
 */
const xgboostVersions: Readonly<Record<string, string>> = {
  "1.2-1": "1.2.0",
  "1.2-2": "1.2.0",
  "1.3-1": "1.3.3",
  "1.5-1": "1.5.2",
  "1.7-1": "1.7.4",
  "3.0-5": "3.0.5",
  "3.2-0": "3.2.0",
};

/** Metrics of XGBoost that a search may judge by (SageMaker Developer Guide, "Tune an XGBoost Model"). */
const xgboostMetrics: Readonly<Record<string, { readonly goal: Goal; readonly objective: string }>> = {
  "validation:accuracy": { goal: "maximize", objective: "binary:logistic" },
  "validation:auc": { goal: "maximize", objective: "binary:logistic" },
  "validation:error": { goal: "minimize", objective: "binary:logistic" },
  "validation:f1": { goal: "maximize", objective: "binary:logistic" },
  "validation:logloss": { goal: "minimize", objective: "binary:logistic" },
  "validation:mae": { goal: "minimize", objective: "reg:squarederror" },
  "validation:map": { goal: "maximize", objective: "rank:map" },
  "validation:merror": { goal: "minimize", objective: "multi:softmax" },
  "validation:mlogloss": { goal: "minimize", objective: "multi:softprob" },
  "validation:mse": { goal: "minimize", objective: "reg:squarederror" },
  "validation:ndcg": { goal: "maximize", objective: "rank:ndcg" },
  "validation:rmse": { goal: "minimize", objective: "reg:squarederror" },
};

/** SageMaker's own algorithms. */
export const builtin = {
  /**
   * Gradient-boosted trees on tabular data; often as accurate as deep learning there, on CPUs, for a fraction of the energy.
   *
   * @param settings.version - tag of the image; "1.3-1" is the newest that SageMaker Neo compiles
   * @defaultValue version "3.2-0"
   * @throws pulumi.RunError for a version that is not known
   */
  xgboost(settings: { readonly version?: string } = {}): BuiltinAlgorithm {
    const { version = "3.2-0" } = settings;
    if (xgboostVersions[version] === undefined) {
      throw new pulumi.RunError(
        `Unknown XGBoost version "${version}". Known: ${Object.keys(xgboostVersions).join(", ")}`,
      );
    }
    return { builtin: "xgboost", version };
  },
};

/** What is known of a built-in algorithm beyond its name. */
export interface BuiltinFacts {
  readonly framework: { readonly name: "XGBOOST"; readonly version: string };
  readonly contentType: string;
  /** Metrics by name, with the direction that is better. */
  readonly metrics: Readonly<Record<string, { readonly goal: Goal; readonly objective: string }>>;
}

/** Looks a built-in algorithm up. */
export function builtinFacts(algorithm: BuiltinAlgorithm): BuiltinFacts {
  const version = xgboostVersions[algorithm.version] ?? algorithm.version;
  return { framework: { name: "XGBOOST", version }, contentType: "text/csv", metrics: xgboostMetrics };
}

/**
 * Image of a built-in algorithm in a region.
 *
 * @throws Error when SageMaker does not keep it there
 */
export function builtinImage(algorithm: BuiltinAlgorithm, region: string): string {
  const registry = findImageRegistry(region);
  if (registry?.xgboost === undefined) {
    throw new Error(`Cannot train with built-in XGBoost in ${region} because SageMaker keeps no image of it there`);
  }
  const repository = "sagemaker-xgboost";
  return `${registry.xgboost}.dkr.ecr.${region}.${registry.dnsSuffix}/${repository}:${algorithm.version}`;
}

import type { Policies } from "@pulumi/policy";

/** What rules are about; a pack's owner can put a whole topic off. */
export const topics = [
  "place",
  "hardware",
  "training",
  "serving",
  "idle",
  "pipelines",
  "recycling",
  "software",
  "storage",
  "evidence",
  "stack",
] as const;
export type Topic = (typeof topics)[number];

/** The rules of each topic; a rule has one. */
const rulesOfTopic: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  place: ["data-near-compute", "data-replication", "greener-region", "region-intensity-ceiling"],
  hardware: [
    "accelerator-efficiency",
    "accelerator-unused",
    "endpoint-architecture",
    "instance-generation-floor",
    "instance-size-fits",
    "lambda-architecture",
    "retired-accelerator",
  ],
  training: [
    "training-from-scratch",
    "training-runtime-cap",
    "training-spot-with-checkpoints",
    "tuning-parallelism",
    "tuning-stops-early",
    "tuning-strategy",
    "tuning-trial-cap",
    "tuning-warm-start",
  ],
  serving: [
    "endpoint-always-on",
    "endpoint-consolidation",
    "endpoint-idle-variant",
    "endpoint-minimum-capacity",
    "endpoint-nightly-traffic",
    "endpoint-scales-in",
    "endpoint-shared-model",
    "provisioned-concurrency",
  ],
  idle: ["idle-network", "mlflow-tracking-server", "notebook-idle-stop", "studio-idle-shutdown", "training-warm-pool"],
  recycling: ["endpoint-repetitive-traffic", "model-monitor-schedule", "pipeline-step-caching", "retraining-by-clock"],
  software: ["framework-image", "lambda-runtime", "notebook-platform"],
  storage: [
    "bucket-lifecycle",
    "bucket-versions",
    "data-capture-sampling",
    "ecr-lifecycle",
    "feature-group-expiry",
    "file-system-lifecycle",
    "log-retention",
    "run-data-expiry",
    "volume-size",
  ],
  evidence: ["allocation-tags", "model-baseline", "model-measured-gain"],
  stack: [
    "stack-baseline",
    "stack-carbon-budget",
    "stack-cost-budget",
    "stack-region-consistency",
    "stack-unknown-share",
  ],
};

/** The topic of a rule. */
export function topicOf({ name }: Policies[number]): Topic | undefined {
  return topics.find((topic) => rulesOfTopic[topic]?.includes(name));
}

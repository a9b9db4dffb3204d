import { rules } from "../../policies/registry";
import { type Given, judge } from "./support/judge";
import {
  configuration,
  endpoint,
  logGroup,
  trainingOfOurs,
  tuning,
  tuningOfOurs,
  zeroTarget,
} from "./support/resources";

const old = { instanceType: "ml.p2.xlarge", instanceCount: 1 };
const spot = { EnableManagedSpotTraining: true, CheckpointConfig: { S3Uri: "s3://bucket/checkpoints/" } };

const wasteful: readonly Given[] = [
  tuning({ strategy: "Grid" }, { resourceConfig: old, stoppingCondition: {} }, { region: "ap-south-1" }),
  configuration({ instanceType: "ml.p2.xlarge" }, { region: "ap-south-1" }),
  logGroup(),
];

const frugal: readonly Given[] = [
  tuningOfOurs(
    {
      Strategy: "Bayesian",
      TrainingJobEarlyStoppingType: "Auto",
      TuningJobCompletionCriteria: { ConvergenceDetected: { CompleteOnConvergence: "Enabled" } },
    },
    spot,
  ),
  trainingOfOurs({ ...spot, StoppingCondition: { MaxRuntimeInSeconds: 20_000, MaxWaitTimeInSeconds: 40_000 } }),
  {
    type: "greenml:jobs:TransformJob",
    props: { region: "eu-north-1", request: { TransformResources: { InstanceType: "ml.m7i.large" } } },
  },
  {
    type: "greenml:jobs:CompilationJob",
    props: { region: "eu-north-1", request: { OutputConfig: { TargetDevice: "ml_c5" } } },
  },
  configuration(
    { instanceType: "ml.c8g.large" },
    { asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://bucket/" } } },
  ),
  endpoint(),
  zeroTarget(),
  logGroup({ retentionInDays: 14 }),
  { type: "aws:s3/bucket:Bucket", props: { region: "us-east-1" } },
  { type: "pulumi:providers:aws", props: { region: "us-east-1" } },
];

/** The rules that find something, each once. */
async function finding(resources: readonly Given[]): Promise<string[]> {
  const found = await Promise.all(
    rules.map(async (rule) => ((await judge(rule, resources)).length > 0 ? [rule.name] : [])),
  );
  return found.flat();
}

it("finds with every rule something in a wasteful stack", async () => {
  expect(await finding(wasteful)).toEqual(rules.map(({ name }) => name));
});

it("finds nothing in a frugal stack", async () => {
  expect(await finding(frugal)).toEqual([]);
});

it("finds nothing in resources of types and shapes that nobody knows", async () => {
  const strange = [null, 7, "x", true, [], {}, [null], [[]], { a: { b: [] } }].map((value) => ({
    value,
    config: value,
    request: value,
  }));
  expect(await finding(strange.map((props) => ({ type: "acme:index:Thing", props })))).toEqual([]);
});

it("survives any shape where a request belongs", async () => {
  const types = [tuning({}), tuningOfOurs({}), trainingOfOurs(), configuration(), endpoint(), zeroTarget(), logGroup()];
  const values = [null, 7, "[secret]", true, [], {}, [null], [[]]];
  const keys = [
    "request",
    "config",
    "productionVariants",
    "trainingJobDefinitions",
    "trainingJobDefinition",
    "retentionInDays",
  ];
  const given = types.flatMap(({ type }) =>
    values.map((value) => ({ type, props: Object.fromEntries(keys.map((key) => [key, value])) })),
  );
  await expect(finding(given)).resolves.toContain("log-retention");
});

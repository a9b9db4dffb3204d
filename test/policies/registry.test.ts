import fc from "../support/fast-check";
import { rules } from "../../policies/registry";
import { evidence, record } from "./support/evidence";
import { type Given, judge } from "./support/judge";
import {
  fromNothing,
  idleFaults,
  repeatedWork,
  searchedTwice,
  servingFaults,
  staleThings,
  undescribedMachines,
  workAbroad,
} from "./support/planted";
import { unprovenClaims } from "./support/planted-claims";
import { leftBehind, unfitMachines } from "./support/planted-unfit";
import {
  bucketLifecycleConfiguration,
  configuration,
  endpoint,
  logGroup,
  scalingPolicy,
  trainingOfOurs,
  tuning,
  tuningOfOurs,
  zeroTarget,
} from "./support/resources";

// Evidence grows old; it is judged as on the day it was written.

const old = { instanceType: "ml.p2.xlarge", instanceCount: 1 };
const spot = { EnableManagedSpotTraining: true, CheckpointConfig: { S3Uri: "s3://bucket/checkpoints/" } };

const wasteful: readonly Given[] = [
  tuning({ strategy: "Grid" }, { resourceConfig: old, stoppingCondition: {} }, { region: "ap-south-1" }),
  tuning({ strategy: "Bayesian", resourceLimits: { maxParallelTrainingJobs: 100, maxNumberOfTrainingJobs: 200 } }),
  configuration({ instanceType: "ml.p2.xlarge" }, { region: "ap-south-1" }),
  configuration({ instanceType: "ml.p3.2xlarge", initialInstanceCount: 4 }, { region: "ap-south-1" }),
  logGroup(),
  ...servingFaults,
  ...idleFaults,
  ...repeatedWork,
  ...staleThings,
  ...workAbroad,
  ...searchedTwice,
  ...fromNothing,
  ...undescribedMachines,
  ...unfitMachines,
  ...leftBehind,
  ...unprovenClaims,
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
  evidence(record()),
  endpoint(),
  zeroTarget(),
  scalingPolicy(),
  logGroup({ retentionInDays: 14 }),
  { type: "aws:s3/bucket:Bucket", props: { region: "us-east-1", bucket: "tidy" } },
  bucketLifecycleConfiguration({ abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }, { bucket: "tidy" }),
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
  const tags = { owner: "ml@example.com", project: "churn" };
  const tagged = frugal.map((one) => ({ ...one, props: { ...one.props, tags } }));
  expect(await finding(tagged)).toEqual([]);
});

it("finds nothing in resources of types and shapes that nobody knows", async () => {
  const strange = [null, 7, "x", true, [], {}, [null], [[]], { a: { b: [] } }].map((value) => ({
    value,
    config: value,
    request: value,
  }));
  expect(await finding(strange.map((props) => ({ type: "acme:index:Thing", props })))).toEqual([]);
});

it("survives whatever stands where a request belongs", async () => {
  const types = [tuning({}), tuningOfOurs({}), trainingOfOurs(), configuration(), endpoint(), zeroTarget(), logGroup()];
  const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie("value"), { maxLength: 3 }), tie("fields")),
    fields: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
  })).fields;
  const resource = fc.record({ type: fc.constantFrom(...types.map(({ type }) => type)), props: anything });
  const judged = fc.asyncProperty(fc.array(resource as fc.Arbitrary<Given>, { maxLength: 4 }), async (given) => {
    for (const rule of rules) expect(await judge(rule, given)).toEqual(expect.any(Array));
  });
  await fc.assert(judged, { numRuns: 300 });
});

const leaf = fc.constantFrom(
  null,
  true,
  -1,
  0,
  1.5,
  3,
  1e300,
  "",
  "[secret]",
  "Grid",
  "Auto",
  "ml.m5.large",
  "ml.q9.large",
  "mars-1",
  "eu-north-1",
);
const keys = [
  ...["region", "request", "config", "trainingJobDefinition", "TrainingJobDefinition", "trainingJobDefinitions"],
  ...[
    "HyperParameterTuningJobConfig",
    "resourceLimits",
    "ResourceLimits",
    "maxNumberOfTrainingJobs",
    "MaxRuntimeInSeconds",
  ],
  ...["strategy", "resourceConfig", "ResourceConfig", "instanceType", "InstanceType", "instanceCount", "InstanceCount"],
  ...["productionVariants", "initialInstanceCount", "managedInstanceScaling", "asyncInferenceConfig", "variantName"],
  ...["stoppingCondition", "maxRuntimeInSeconds", "retentionInDays", "resourceId", "minCapacity", "name"],
];

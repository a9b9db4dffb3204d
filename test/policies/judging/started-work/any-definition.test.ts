import type { Policies } from "@pulumi/policy";
import fc from "../../../support/fast-check";
import { topicOf } from "../../../../policies/configuration/topics";
import { rules } from "../../../../policies/registry";
import { type Given, judge } from "../../support/judge";

const PIPELINE = "aws:sagemaker/pipeline:Pipeline";
const MACHINE = "aws:sfn/stateMachine:StateMachine";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Names and values that definitions are made of, so that chance builds what readers look for. */
const names = [
  ...["Steps", "Name", "Type", "Arguments", "IfSteps", "ElseSteps", "CacheConfig", "Parameters", "DefaultValue", "Get"],
  ...["Std:Join", "On", "Values", "States", "Resource", "Branches", "ItemProcessor", "Iterator", "QueryLanguage"],
  ...["ResourceConfig", "ResourceConfig.$", "InstanceType", "InstanceType.$", "InstanceCount", "VolumeSizeInGB"],
  ...["StoppingCondition", "MaxRuntimeInSeconds", "HyperParameterTuningJobConfig", "TrainingJobDefinition", "Strategy"],
  ...["ProductionVariants", "ServerlessConfig", "CheckpointConfig", "S3Uri", "ProcessingResources", "ClusterConfig"],
  ...["InferenceSpecification", "Containers", "PrimaryContainer", "Image", "__proto__", "constructor", "toString", ""],
];
const values = [
  ...[
    "Training",
    "Tuning",
    "Processing",
    "Transform",
    "Model",
    "RegisterModel",
    "Condition",
    "Task",
    "Map",
    "Parallel",
  ],
  ...[
    "arn:aws:states:::sagemaker:createTrainingJob.sync",
    "arn:aws-cn:states:::aws-sdk:sagemaker:createEndpointConfig",
  ],
  ...[
    "Parameters.X",
    "$.x",
    "{% $x %}",
    "{% 7 %}",
    "${x}",
    "ml.m5.large",
    "ml.q9.large",
    "[secret]",
    "",
    "Grid",
    "JSONata",
  ],
];
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(...values, null, true, false, 0, -1, 3, 1e300),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** A text that may hold a definition, or anything else. */
const text = fc.oneof(
  anything.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string(),
  anything.map((steps) => JSON.stringify({ Steps: [{ Name: "A", Type: "Training", Arguments: steps }, steps] })),
  anything.map((state) =>
    JSON.stringify({ States: { A: { Type: "Task", Resource: values[10], Parameters: state }, B: state } }),
  ),
);
const held = fc.oneof(text, anything);
const resource: fc.Arbitrary<Given> = fc.oneof(
  held.map((pipelineDefinition) => ({ type: PIPELINE, props: { region: "eu-north-1", pipelineDefinition } })),
  held.map((definition) => ({ type: MACHINE, props: { region: "eu-north-1", definition } })),
  fc
    .tuple(held, fc.constantFrom("createTrainingJob", "createEndpointConfig", "createModel", "stopTrainingJob"))
    .map(([input, call]) => ({
      type: SCHEDULE,
      props: { target: { arn: `arn:aws:scheduler:::aws-sdk:sagemaker:${call}`, input } },
    })),
  anything.map((props) => ({ type: MACHINE, props: { props } })),
);

/** What a rule finds, without what it says that it cannot judge. */
async function finding(rule: Policies[number], given: readonly Given[]): Promise<unknown> {
  const found: unknown[] = await judge(rule, given);
  return { rule: rule.name, says: found.filter((one) => typeof one === "string") };
}

it("judges whatever stands where a definition belongs", async () => {
  const judged = fc.asyncProperty(fc.array(resource, { maxLength: 3 }), async (given) => {
    for (const rule of rules) expect(await judge(rule, given)).toEqual(expect.any(Array));
  });
  await fc.assert(judged, { numRuns: 200 });
});

/** Parts that ask SageMaker for nothing, whatever is in them. */
const harmless = fc.dictionary(
  fc.constantFrom("Comment", "Next", "Metadata", "Result", "Assign", "Properties", "x"),
  anything,
  { maxKeys: 4 },
);

it("finds nothing in definitions that ask SageMaker for nothing", async () => {
  const definitions = fc.tuple(harmless, harmless).map(([one, other]): Given[] => [
    {
      type: PIPELINE,
      props: { pipelineDefinition: JSON.stringify({ ...one, Steps: [{ ...other, Name: "Ask", Type: "Lambda" }] }) },
    },
    {
      type: MACHINE,
      props: {
        definition: JSON.stringify({
          ...one,
          States: { A: { ...other, Type: "Task", Resource: "arn:aws:states:::lambda:invoke" } },
        }),
      },
    },
    {
      type: SCHEDULE,
      props: { target: { arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", input: JSON.stringify({ ...one }) } },
    },
  ]);
  const judged = fc.asyncProperty(definitions, async (given) => {
    for (const rule of rules) expect(await finding(rule, given)).toEqual({ rule: rule.name, says: [] });
  });
  await fc.assert(judged, { numRuns: 60 });
});

/** Rules on evidence ask for papers, whatever the work. */
it("finds nothing in a frugal training, whatever else its request holds", async () => {
  const request = fc.dictionary(
    fc.constantFrom("HyperParameters", "Environment", "InputDataConfig", "ExperimentConfig", "x"),
    anything,
    { maxKeys: 4 },
  );
  const judged = fc.asyncProperty(request, async (more) => {
    const frugal = {
      ...more,
      ResourceConfig: { InstanceType: "ml.m7i.large", InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    };
    const step = { Name: "Train", Type: "Training", CacheConfig: { Enabled: true }, Arguments: frugal };
    const state = { Type: "Task", Resource: "arn:aws:states:::sagemaker:createTrainingJob", Parameters: frugal };
    const given: Given[] = [
      { type: PIPELINE, props: { region: "eu-north-1", pipelineDefinition: JSON.stringify({ Steps: [step] }) } },
      { type: MACHINE, props: { region: "eu-north-1", definition: JSON.stringify({ States: { Train: state } }) } },
    ];
    for (const rule of rules.filter((one) => topicOf(one) !== "evidence"))
      expect(await finding(rule, given)).toEqual({ rule: rule.name, says: [] });
  });
  await fc.assert(judged, { numRuns: 60 });
});

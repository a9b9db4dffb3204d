import { partAt, textAt } from "../../../policies/reading/request-fields";
import { RunTimeReport } from "../../../policies/reading/run-time-value";
import { startedWork, type StartedWork } from "../../../policies/reading/started-work";
import type { Given } from "../support/judge";
import { callState, logGroup, pipeline, scheduledCall, stateMachine } from "../support/resources";

const machines = { InstanceType: "ml.m7i.xlarge", InstanceCount: 1 };
const request = { ResourceConfig: machines };
const training = { type: "greenml:jobs:TrainingJob", request };

/** What of some work rules go by. */
function seen({ type, place, props }: StartedWork) {
  const { request: whole, region, ...flat } = props;
  return { type, place, region, request: whole ?? flat };
}

const work = ({ type, props }: Given) => startedWork({ type, props });
const starts = (given: Given) => work(given).map(seen);
const region = "eu-north-1";

describe("a pipeline", () => {
  const step = (Name: string, Type: string, Arguments: unknown = request) => ({ Name, Type, Arguments });
  const place = (name: string) => `step "${name}" of the pipeline`;

  it("starts what its steps ask for, in the branches of conditions too", () => {
    const given = pipeline([
      step("Prepare", "Processing"),
      step("New", "Condition", {
        Conditions: [],
        IfSteps: [step("Train", "Training"), step("Enough", "Condition", { IfSteps: [step("Tune", "Tuning")] })],
        ElseSteps: [step("Score", "Transform")],
      }),
      step("Check", "QualityCheck"),
    ]);
    expect(starts(given)).toEqual([
      { type: "aws-native:sagemaker:ProcessingJob", place: place("Prepare"), region, request },
      { ...training, place: place("Train"), region },
      { type: "greenml:jobs:HyperParameterTuningJob", place: place("Tune"), region, request },
      { type: "greenml:jobs:TransformJob", place: place("Score"), region, request },
      { type: "aws-native:sagemaker:ProcessingJob", place: place("Check"), region, request },
    ]);
  });

  it("makes models, and versions of models from the containers that they name", () => {
    const containers = [{ Image: "own:1" }];
    const given = pipeline([
      step("Make", "Model", { ModelName: "churn", PrimaryContainer: containers[0] }),
      step("Register", "RegisterModel", { InferenceSpecification: { Containers: containers } }),
      step("Later", "RegisterModel", { InferenceSpecification: { Get: "Parameters.Specification" } }),
      step("Odd", "RegisterModel", {}),
      step("Unsaid", "RegisterModel", { Get: "Parameters.All" }),
    ]);
    const [made, registered, later, ...others] = work(given);
    expect(made?.props).toMatchObject({ name: "churn", PrimaryContainer: containers[0] });
    expect(registered).toMatchObject({ type: "aws:sagemaker/model:Model", props: { containers } });
    expect(() => partAt(later?.props, "Containers")).toThrow(RunTimeReport);
    expect(others).toEqual([]);
  });

  it("leaves other services and steps that it does not know alone", () => {
    const others = ["EMR", "Lambda", "Callback", "Fail", "AutoML", "Quantum", "toString", "__proto__"];
    expect(starts(pipeline(others.map((type) => step(type, type))))).toEqual([]);
    expect(starts(pipeline([{ Name: "Train", Type: "Training" }, { Type: 7 }, null, "Train"]))).toEqual([]);
  });

  it("takes parameters at their default, and joins texts that are known", () => {
    const Parameters = [
      { Name: "Type", Type: "String", DefaultValue: "ml.m7i.xlarge" },
      { Name: "Count", Type: "Integer", DefaultValue: "1" },
      { Name: "Size", Type: "Float", DefaultValue: "much" },
    ];
    const steps = [
      step("Train", "Training", {
        ResourceConfig: {
          InstanceType: { Get: "Parameters.Type" },
          InstanceCount: { Get: "Parameters.Count" },
          VolumeSizeInGB: { Get: "Parameters.Size" },
        },
        CheckpointConfig: { S3Uri: { "Std:Join": { On: "/", Values: ["s3:/", "data", { Get: "Parameters.Count" }] } } },
      }),
    ];
    const given = pipeline([], { pipelineDefinition: JSON.stringify({ Parameters, Steps: steps }) });
    const resources = { ...machines, VolumeSizeInGB: "much" };
    expect(starts(given)).toEqual([
      {
        ...training,
        place: place("Train"),
        region,
        request: { ResourceConfig: resources, CheckpointConfig: { S3Uri: "s3://data/1" } },
      },
    ]);
  });

  it.each([
    ["a parameter without a default", { Get: "Parameters.Type" }, "Parameters.Type"],
    [
      "a property of another step",
      { Get: "Steps.Choose.OutputParameters['type']" },
      "Steps.Choose.OutputParameters['type']",
    ],
    [
      "a join of what is unknown",
      { "Std:Join": { On: "", Values: ["ml.", { Get: "Parameters.Type" }] } },
      "Parameters.Type",
    ],
    ["a join of parts", { "Std:Join": { Values: [{ a: 1, b: 2 }] } }, "Std:Join"],
    ["a value in a file", { "Std:JsonGet": { Path: "type" } }, "Std:JsonGet"],
  ])("does not know %s", (_, InstanceType, expression) => {
    const Parameters = [{ Name: "Type", Type: "String" }];
    const Steps = [step("Train", "Training", { ResourceConfig: { InstanceType } })];
    const [only] = work(pipeline([], { pipelineDefinition: JSON.stringify({ Parameters, Steps }) }));
    expect(() => textAt(only?.props, "Request", "ResourceConfig", "InstanceType")).toThrow(
      `Request.ResourceConfig.InstanceType is ${expression}, which is given when it runs`,
    );
  });

  it("knows what another step was asked for, and the bucket of an address whose end is given at the run", () => {
    const Output = { "Std:Join": { On: "/", Values: ["s3:/", "data", { Get: "Execution.Id" }, "train"] } };
    const Outputs = [{ OutputName: "train", S3Output: { S3Uri: Output } }, { OutputName: "other" }];
    const steps = [
      step("Prepare", "Processing", { ProcessingOutputConfig: { Outputs } }),
      step("First", "Training", { OutputDataConfig: { S3OutputPath: "s3://data/models" } }),
      step("New", "Condition", { IfSteps: [step("Inner", "Training", { Size: 7 })] }),
      step("Train", "Training", {
        Input: { Get: "Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri" },
        Parent: { Get: "Steps.First.ModelArtifacts.S3ModelArtifacts" },
        Size: { Get: "Steps.Inner.Size" },
      }),
    ];
    const [, , , last] = starts(pipeline(steps));
    expect(last?.request).toEqual({ Input: "s3://data/{Execution.Id}/train", Parent: "s3://data/models", Size: 7 });
  });

  it.each(["Steps.Nobody.Size", "Steps.Train.Size.More", "Steps.Train.constructor", "Steps", "Steps.Train.List['x']"])(
    "does not know %s, which no step is asked for",
    (Get) => {
      const given = pipeline([step("Train", "Training", { Size: 7, List: [7, { OutputName: "y" }], Odd: { Get } })]);
      const [only] = work(given);
      expect(() => textAt(only?.props, "Request", "Odd")).toThrow(RunTimeReport);
    },
  );

  it("follows no circle of steps", () => {
    const twice = (name: string) => ({ one: { Get: `Steps.${name}.X` }, other: { Get: `Steps.${name}.X` } });
    const given = pipeline([step("A", "Training", { X: twice("B") }), step("B", "Training", { X: twice("A") })]);
    expect(() => textAt(work(given)[0]?.props, "Request", "X", "one", "one")).toThrow(RunTimeReport);
  });

  it("reads no definition elsewhere, and none that is no definition", () => {
    const definitions = [
      undefined,
      "",
      "[secret]",
      "null",
      "[]",
      "7",
      '{"Steps":{}}',
      '{"Steps":[[]],"Parameters":[7,{}]}',
    ];
    for (const pipelineDefinition of definitions) expect(starts(pipeline([], { pipelineDefinition }))).toEqual([]);
    const pipelineDefinitionS3Location = { bucket: "definitions", objectKey: "churn.json" };
    expect(starts(pipeline([], { pipelineDefinition: undefined, pipelineDefinitionS3Location }))).toEqual([]);
  });

  it("is not exhausted by what is nested without end", () => {
    const open = '{"Type":"Condition","Arguments":{"IfSteps":[';
    const nested = `{"Steps":[${open.repeat(2000)}${"]}}".repeat(2000)}]}`;
    expect(starts(pipeline([], { pipelineDefinition: nested }))).toEqual([]);
    const deep = `{"Steps":[{"Type":"Training","Arguments":${'{"ResourceConfig":'.repeat(2000)}1${"}".repeat(2000)}}]}`;
    expect(starts(pipeline([], { pipelineDefinition: deep }))).toHaveLength(1);
  });
});

describe("a state machine", () => {
  const place = (name: string) => `state "${name}" of the state machine`;

  it.each([
    "arn:aws:states:::sagemaker:createTrainingJob",
    "arn:aws:states:::sagemaker:createTrainingJob.sync",
    "arn:aws-cn:states:::sagemaker:createTrainingJob.sync",
    "arn:aws-us-gov:states:::aws-sdk:sagemaker:createTrainingJob",
    "arn:aws:states:::aws-sdk:sagemaker:createTrainingJob.waitForTaskToken",
  ])("starts what %s is asked for", (Resource) => {
    const given = stateMachine({ Train: { Type: "Task", Resource, Parameters: request } });
    expect(starts(given)).toEqual([{ ...training, place: place("Train"), region }]);
  });

  it("starts what nested states ask for", () => {
    const inner = (name: string, call: string) => ({ StartAt: name, States: { [name]: callState(call, request) } });
    const given = stateMachine({
      Both: {
        Type: "Parallel",
        Branches: [inner("Tune", "createHyperParameterTuningJob.sync"), inner("Wait", "other")],
      },
      Each: { Type: "Map", ItemProcessor: inner("Score", "createTransformJob.sync") },
      Old: { Type: "Map", Iterator: inner("Prepare", "createProcessingJob.sync") },
      Odd: null,
      Text: "Task",
    });
    expect(starts(given)).toEqual([
      { type: "greenml:jobs:HyperParameterTuningJob", place: place("Tune"), region, request },
      { type: "greenml:jobs:TransformJob", place: place("Score"), region, request },
      { type: "aws-native:sagemaker:ProcessingJob", place: place("Prepare"), region, request },
    ]);
  });

  it("makes endpoint configurations under a name that rules join by, unless it is given at the run", () => {
    const variants = { ProductionVariants: [{ VariantName: "primary", InstanceType: "ml.m7i.large" }] };
    const given = stateMachine({
      Named: callState("createEndpointConfig", { EndpointConfigName: "churn", ...variants }),
      Unnamed: callState("createEndpointConfig", { "EndpointConfigName.$": "$.name", ...variants }),
      Unsaid: { Type: "Task", Resource: "arn:aws:states:::sagemaker:createEndpointConfig" },
      Odd: { Type: "Task", Resource: "arn:aws:states:::sagemaker:createEndpointConfig", Parameters: 7 },
    });
    const [named, unnamed, unsaid, ...others] = work(given);
    expect(named).toMatchObject({ temporary: false, props: { name: "churn", region, ...variants } });
    expect(unnamed?.props).toMatchObject({ name: undefined, ...variants });
    expect(() => textAt(unsaid?.props, "Name")).toThrow("all of it is the state's input, which is given when it runs");
    expect(others).toEqual([]);
  });

  it("tells what is taken away again", () => {
    const given = stateMachine({
      Try: callState("createEndpointConfig", { EndpointConfigName: "trial" }),
      End: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:sagemaker:deleteEndpoint", Parameters: {} },
    });
    expect(work(given)).toMatchObject([{ temporary: true }]);
  });

  it.each([
    ["a path", { Parameters: { "ResourceConfig.$": "$.machines" } }, "$.machines"],
    ["an odd path", { Parameters: { "ResourceConfig.$": 7 } }, "ResourceConfig.$"],
    [
      "a JSONata expression",
      { Arguments: { ResourceConfig: "{% $states.input.machines %}" } },
      "$states.input.machines",
    ],
    ["what a template fills in", { Parameters: { ResourceConfig: "${Machines}" } }, "${Machines}"],
    ["what a template fills in beside JSONata", { Arguments: { ResourceConfig: "${Machines}" } }, "${Machines}"],
    ["the input", {}, "the state's input"],
    ["a whole request", { Arguments: "{% $request %}" }, "$request"],
  ])("does not know %s", (_, more, expression) => {
    const given = stateMachine({ Train: { ...callState("createTrainingJob", {}), Parameters: undefined, ...more } });
    const [only] = work(given);
    expect(() => partAt(only?.props, "Request", "ResourceConfig")).toThrow(
      `is ${expression}, which is given when it runs`,
    );
  });

  it("knows constants in JSONata", () => {
    const Arguments = {
      InstanceType: "{% 'ml.m7i.xlarge' %}",
      InstanceCount: "{%1%}",
      Hours: '{% "1.5" %}',
      Share: "{% 0.5 %}",
    };
    const [only] = work(stateMachine({ Train: callState("createTrainingJob", {}, { Arguments }) }));
    expect(only?.props["request"]).toEqual({ ...machines, Hours: "1.5", Share: 0.5 });
  });

  it("leaves other services and definitions that are none alone", () => {
    const calls = [
      "lambda:invoke",
      "sagemaker:listEndpoints",
      "sagemaker:startPipelineExecution",
      "aws-sdk:ec2:createImage",
    ];
    const states = calls.map(
      (call) => [call, { Type: "Task", Resource: `arn:aws:states:::${call}`, Parameters: request }] as const,
    );
    expect(starts(stateMachine(Object.fromEntries<unknown>(states)))).toEqual([]);
    expect(starts(stateMachine({ Wait: { Type: "Wait", Resource: 7 } }))).toEqual([]);
    for (const definition of [undefined, "", "{", "[]", '{"States":[]}', '{"States":{"A":{"Branches":7}}}']) {
      expect(starts(stateMachine({}, { definition }))).toEqual([]);
    }
  });

  it("is not exhausted by what is nested without end", () => {
    const nested = `${'{"States":{"A":{"Iterator":'.repeat(2000)}{}${"}}}".repeat(2000)}`;
    expect(starts(stateMachine({}, { definition: nested }))).toEqual([]);
  });
});

describe("a schedule", () => {
  it.each(["createTrainingJob", "CreateTrainingJob"])("starts what %s is asked for", (call) => {
    expect(starts(scheduledCall(call, request))).toEqual([{ ...training, place: `${call} of the schedule`, region }]);
  });

  it("does not know what the scheduler fills in", () => {
    const [only] = work(scheduledCall("createTrainingJob", { TrainingJobName: "churn-<aws.scheduler.execution-id>" }));
    expect(() => textAt(only?.props, "Request", "TrainingJobName")).toThrow(RunTimeReport);
  });

  it("starts nothing when it is off, calls something else, or has no request", () => {
    expect(starts(scheduledCall("createTrainingJob", request, { state: "DISABLED" }))).toEqual([]);
    const target = (arn: unknown, input: unknown = JSON.stringify(request)) => ({ target: { arn, input } });
    const arns = [
      "arn:aws:lambda:eu-north-1:123456789012:function:train",
      "arn:aws:scheduler:::aws-sdk:ec2:createImage",
      undefined,
      7,
    ];
    for (const arn of arns) expect(starts(scheduledCall("x", {}, target(arn)))).toEqual([]);
    const own = "arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob";
    for (const input of [null, "", "text", "[]"])
      expect(starts(scheduledCall("x", {}, target(own, input)))).toEqual([]);
    expect(starts(scheduledCall("x", {}, { target: undefined }))).toEqual([]);
  });

  it("is not asked for what a call is given that creates nothing", () => {
    const target = (word: string) => ({
      target: {
        arn: `arn:aws:scheduler:::aws-sdk:sagemaker:${word}`,
        get input(): never {
          throw new Error("read");
        },
      },
    });
    expect(starts(scheduledCall("x", {}, target("startPipelineExecution")))).toEqual([]);
    expect(() => starts(scheduledCall("x", {}, target("createTrainingJob")))).toThrow("read");
  });
});

it("finds no work in resources that start none", () => {
  expect(starts(logGroup())).toEqual([]);
});

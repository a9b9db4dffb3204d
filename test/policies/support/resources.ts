import type { Given } from "./judge";

type Fields = Readonly<Record<string, unknown>>;

const machines = { instanceType: "ml.m7i.xlarge", instanceCount: 1 };
const awsMachines = { InstanceType: "ml.m7i.xlarge", InstanceCount: 1 };

/** A training job of the `aws` provider. */
export function training(props: Fields = {}): Given {
  const type = "aws:sagemaker/trainingJob:TrainingJob";
  return { type, props: { region: "eu-north-1", trainingJobName: "churn", resourceConfig: machines, ...props } };
}

/** A training job of this package. */
export function trainingOfOurs(request: Fields = {}): Given {
  const props = { region: "eu-north-1", namePrefix: "churn", request: { ResourceConfig: awsMachines, ...request } };
  return { type: "greenml:jobs:TrainingJob", props };
}

/** A tuning job of the `aws` provider. */
export function tuning(config: Fields, definition: Fields = {}, props: Fields = {}): Given {
  const trainingJobDefinition = {
    resourceConfig: machines,
    stoppingCondition: { maxRuntimeInSeconds: 3600 },
    ...definition,
  };
  const all = { resourceLimits: { maxParallelTrainingJobs: 2, maxNumberOfTrainingJobs: 20 }, ...config };
  const type = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
  return { type, props: { region: "eu-north-1", config: all, trainingJobDefinition, ...props } };
}

/** A tuning job of this package. */
export function tuningOfOurs(config: Fields, definition: Fields = {}, more: Fields = {}): Given {
  const TrainingJobDefinition = {
    ResourceConfig: awsMachines,
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...definition,
  };
  const HyperParameterTuningJobConfig = {
    ResourceLimits: { MaxParallelTrainingJobs: 2, MaxNumberOfTrainingJobs: 20 },
    ...config,
  };
  const request = { HyperParameterTuningJobConfig, TrainingJobDefinition, ...more };
  return {
    type: "greenml:jobs:HyperParameterTuningJob",
    props: { region: "eu-north-1", namePrefix: "churn", request },
  };
}

/** An endpoint configuration with one variant. */
export function configuration(variant: Fields = {}, props: Fields = {}): Given {
  const primary = { variantName: "primary", modelName: "churn", instanceType: "ml.m6i.large", initialInstanceCount: 1 };
  return {
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    props: {
      name: "churn-configuration",
      region: "eu-north-1",
      productionVariants: [{ ...primary, ...variant }],
      ...props,
    },
  };
}

/** An endpoint that serves the configuration above. */
export function endpoint(props: Fields = {}): Given {
  const type = "aws:sagemaker/endpoint:Endpoint";
  return { type, props: { name: "churn", endpointConfigName: "churn-configuration", region: "eu-north-1", ...props } };
}

/** A scalable target on the endpoint above that may go down to zero. */
export function zeroTarget(props: Fields = {}): Given {
  return {
    type: "aws:appautoscaling/target:Target",
    props: {
      resourceId: "endpoint/churn/variant/primary",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      serviceNamespace: "sagemaker",
      minCapacity: 0,
      maxCapacity: 2,
      ...props,
    },
  };
}

/** A log group. */
export function logGroup(props: Fields = {}): Given {
  return { type: "aws:cloudwatch/logGroup:LogGroup", props: { name: "/aws/sagemaker/TrainingJobs", ...props } };
}

/** A scalable target on the endpoint above that may go up to four instances and down to one. */
export function scalableTarget(props: Fields = {}): Given {
  return zeroTarget({ minCapacity: 1, maxCapacity: 4, ...props });
}

/** A policy that moves the target above by its calls. */
export function scalingPolicy(props: Fields = {}): Given {
  return {
    type: "aws:appautoscaling/policy:Policy",
    props: {
      resourceId: "endpoint/churn/variant/primary",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      serviceNamespace: "sagemaker",
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: { targetValue: 100 },
      ...props,
    },
  };
}

/** A notebook instance. */
export function notebook(props: Fields = {}): Given {
  const type = "aws:sagemaker/notebookInstance:NotebookInstance";
  return { type, props: { region: "eu-north-1", instanceType: "ml.t3.medium", ...props } };
}

/** A lifecycle configuration, its scripts as text. */
export function lifecycleConfiguration(
  scripts: { readonly onStart?: string; readonly onCreate?: string },
  props: Fields = {},
): Given {
  const encoded = Object.entries(scripts).map(([when, text]) => [when, Buffer.from(text).toString("base64")] as const);
  return {
    type: "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
    props: { name: "tidy", ...Object.fromEntries<string>(encoded), ...props },
  };
}

/** A SageMaker pipeline of some steps. */
export function pipeline(steps: readonly unknown[], props: Fields = {}): Given {
  const pipelineDefinition = JSON.stringify({ Version: "2020-12-01", Steps: steps });
  const type = "aws:sagemaker/pipeline:Pipeline";
  return { type, props: { region: "eu-north-1", pipelineName: "churn", pipelineDefinition, ...props } };
}

/** A bucket. */
export function bucket(props: Fields = {}): Given {
  return { type: "aws:s3/bucket:Bucket", props: { region: "eu-north-1", bucket: "churn-data", ...props } };
}

/** A lifecycle configuration of one rule, of the bucket above. */
export function bucketLifecycleConfiguration(rule: Fields, props: Fields = {}): Given {
  const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
  return { type, props: { bucket: "churn-data", rules: [{ id: "tidy", status: "Enabled", ...rule }], ...props } };
}

/** A function. */
export function lambdaFunction(props: Fields = {}): Given {
  return { type: "aws:lambda/function:Function", props: { region: "eu-north-1", runtime: "python3.14", ...props } };
}

/** A state machine of some states. */
export function stateMachine(states: Fields, props: Fields = {}): Given {
  const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
  return {
    type: "aws:sfn/stateMachine:StateMachine",
    props: { region: "eu-north-1", name: "churn", definition, ...props },
  };
}

/** A state that calls SageMaker, by the integration of Step Functions. */
export function callState(call: string, request: Fields, more: Fields = {}): Fields {
  return { Type: "Task", Resource: `arn:aws:states:::sagemaker:${call}`, Parameters: request, ...more };
}

/** A schedule that calls SageMaker itself, once. */
export function scheduledCall(call: string, request: Fields, props: Fields = {}): Given {
  const target = { arn: `arn:aws:scheduler:::aws-sdk:sagemaker:${call}`, input: JSON.stringify(request) };
  const type = "aws:scheduler/schedule:Schedule";
  return { type, props: { region: "eu-north-1", scheduleExpression: "at(2026-12-24T02:00:00)", target, ...props } };
}

/** A schedule that calls SageMaker itself every day to create a job. */
export function jobSchedule(call: string, request: Fields, props: Fields = {}): Given {
  return scheduledCall(call, request, { scheduleExpression: "rate(1 day)", ...props });
}

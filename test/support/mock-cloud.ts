import * as pulumi from "@pulumi/pulumi";

/** One resource as the program asked for it. */
export interface CreatedResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly custom: boolean;
}

/** How the mocked cloud answers. */
export interface MockedCloud {
  /** Answers by function token; a function that is not in here fails the test. */
  readonly functions?: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>;
  /** Outputs the provider makes up, by type token or by `type::name`; the latter wins. */
  readonly outputs?: Record<string, Record<string, unknown>>;
  /** Runs the program as a preview: what the provider makes up stays unknown. */
  readonly preview?: boolean;
}

/** What came of running a program. */
export interface Deployment<Result> {
  /** Every resource registered, in the order they reached the engine. */
  readonly created: readonly CreatedResource[];
  /** What the program returned. */
  readonly result: Result;
}

/** A program that failed, with what it had registered by then. */
export interface Refusal {
  readonly created: readonly CreatedResource[];
  readonly error: unknown;
}

const account = "123456789012";

/** Outputs AWS or our provider makes up, for the types our components create. */
const madeUp: Record<string, (name: string, inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "aws:iam/role:Role": (name) => ({ name: `${name}-1a2b3c4`, arn: `arn:aws:iam::${account}:role/${name}-1a2b3c4` }),
  "aws:s3/bucket:Bucket": (name) => ({ bucket: `${name}-1a2b3c4`, arn: `arn:aws:s3:::${name}-1a2b3c4` }),
  "aws:lambda/function:Function": (name, { region }) => ({
    arn: `arn:aws:lambda:${String(region)}:${account}:function:${name}-1a2b3c4`,
  }),
  "aws:sagemaker/model:Model": (name) => ({ name: `${name}-1a2b3c4` }),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": (name) => ({ name: `${name}-1a2b3c4` }),
  "aws:sagemaker/endpoint:Endpoint": (name, { region }) => ({
    arn: `arn:aws:sagemaker:${String(region)}:${account}:endpoint/${name}`,
  }),
  "aws:scheduler/schedule:Schedule": (name) => ({ name: `${name}-1a2b3c4` }),
  "greenml:jobs:HyperParameterTuningJob": (name) => ({ jobName: `${name}-tuned` }),
  "greenml:jobs:HyperParameterTuningJobCompletion": () => ({
    status: "Completed",
    bestTrainingJobName: "churn-003",
    bestObjectiveMetricName: "validation:auc",
    bestObjectiveValue: 0.93,
    bestHyperParameters: { eta: "0.1" },
    modelArtifacts: "s3://churn-bucket-1a2b3c4/churn/output/churn-003/output/model.tar.gz",
    trials: { completed: 5, stopped: 1, failed: 0 },
    trainingHours: 0.5,
    instanceType: "ml.m5.large",
  }),
  "greenml:jobs:CompilationJob": (name) => ({ jobName: `${name}-compiled` }),
  "greenml:jobs:CompilationJobCompletion": () => ({
    status: "COMPLETED",
    modelArtifacts: "s3://models/compiled/model-ml_c5.tar.gz",
    inferenceImage: "601324751636.dkr.ecr.eu-north-1.amazonaws.com/xgboost-neo:latest",
  }),
  "greenml:jobs:TransformJob": (name) => ({ jobName: `${name}-run` }),
  "greenml:jobs:TransformJobCompletion": () => ({
    status: "Completed",
    outputPath: "s3://scores/out/",
    transformHours: 0.25,
    instanceType: "ml.m5.large",
    instanceCount: 1,
  }),
};

/** Functions every component may call. */
const functions: NonNullable<MockedCloud["functions"]> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:user/t`,
  }),
};

/**
 * Runs a program against a recorded cloud and waits until everything it asked for has arrived. Assertions come after it.
 *
 * @throws what the program threw; see {@link refusalOf} for programs that are meant to
 */
export async function deployMocked<Result>(
  program: () => Result,
  cloud: MockedCloud = {},
): Promise<Deployment<Result>> {
  const created: CreatedResource[] = [];
  await record(created, cloud);
  try {
    return { created, result: program() };
  } finally {
    await settle(created);
  }
}

/** Runs a program that is expected to throw, and tells what it had created by then. */
export async function refusalOf(program: () => unknown, cloud: MockedCloud = {}): Promise<Refusal> {
  const created: CreatedResource[] = [];
  await record(created, cloud);
  let error: unknown;
  try {
    program();
  } catch (thrown) {
    error = thrown;
  }
  await settle(created);
  if (error === undefined) throw new Error("Expected the program to be refused, but it went through.");
  return { created, error };
}

/** The value of an output that is known by now. */
export function valueOf<Value>(output: pulumi.Input<Value>): Promise<pulumi.Unwrap<Value>> {
  return new Promise((resolve) => {
    pulumi.output(output).apply((value) => {
      resolve(value);
    });
  });
}

/** The one created resource of that name. */
export function named(created: readonly CreatedResource[], name: string): CreatedResource {
  const [found, ...others] = created.filter((resource) => resource.name === name);
  if (found === undefined || others.length > 0) {
    throw new Error(`Expected one resource "${name}" among ${created.map((resource) => resource.name).join(", ")}`);
  }
  return found;
}

async function record(created: CreatedResource[], cloud: MockedCloud): Promise<void> {
  const known = { ...functions, ...cloud.functions };
  await pulumi.runtime.setMocks(
    {
      call({ token, inputs }) {
        const answer = known[token];
        if (answer === undefined)
          throw new Error(`Unexpected call of ${token}: tell the mocked cloud what it answers.`);
        return answer(inputs as Record<string, unknown>);
      },
      newResource({ type, name, inputs, custom }) {
        const asked = inputs as Record<string, unknown>;
        created.push({ type, name, inputs: asked, custom: custom ?? false });
        if (custom !== true) return { id: undefined, state: {} };
        if (cloud.preview === true) return { id: undefined, state: asked };
        const ours = {
          ...madeUp[type]?.(name, asked),
          ...cloud.outputs?.[type],
          ...cloud.outputs?.[`${type}::${name}`],
        };
        return { id: `id-of-${name}`, state: { ...asked, ...ours } };
      },
    },
    "project",
    "stack",
    cloud.preview ?? false,
  );
}

async function settle(created: readonly CreatedResource[]): Promise<void> {
  for (let quiet = 0, seen = created.length; quiet < 3;) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = created.length === seen ? quiet + 1 : 0;
    seen = created.length;
  }
  await pulumi.runtime.disconnect();
}

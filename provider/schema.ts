import type { JobKind, ResultType } from "../jobs/job-kind";

type Property = Readonly<Record<string, unknown>>;

const text = { type: "string" };
const types: Readonly<Record<ResultType, Property>> = {
  text,
  number: { type: "number" },
  texts: { type: "object", additionalProperties: text },
  numbers: { type: "object", additionalProperties: { type: "number" } },
};

/** The provider's schema in Pulumi's own form, from which other languages' SDKs are made. */
export function providerSchema(kinds: readonly JobKind[], version: string): string {
  return JSON.stringify({
    name: "greenml",
    displayName: "Green ML",
    version,
    description: "SageMaker jobs as resources: started once for a request, waited for, adopted, stopped and removed.",
    license: "Apache-2.0",
    meta: { moduleFormat: "(.*)" },
    provider: { description: "Credentials and endpoints come from where AWS's own tools take them." },
    resources: Object.fromEntries(kinds.flatMap((kind) => [job(kind), completion(kind)])),
  });
}

function job(kind: JobKind): [string, Property] {
  const inputs = {
    region: { ...text, description: "Region the job runs in.", willReplaceOnChanges: true },
    namePrefix: { ...text, description: "Start of the job's name.", willReplaceOnChanges: true },
    request: {
      type: "object",
      additionalProperties: { $ref: "pulumi.json#/Any" },
      description: `AWS's Create${kind.name} request in AWS's own casing, without ${kind.nameMember}.`,
    },
  };
  const outputs = {
    jobName: { ...text, description: "Name of the current attempt's job." },
    arn: { ...text, description: "ARN of the current attempt's job." },
    attempt: { type: "integer", description: "Number of the current attempt." },
    attempts: { type: "array", items: text, description: "Names of the jobs of all attempts, oldest first." },
  };
  const description = `Starts a SageMaker ${kind.words} and owns it from then on.`;
  return resource(`greenml:jobs:${kind.name}`, description, inputs, outputs, Object.keys(inputs));
}

function completion(kind: JobKind): [string, Property] {
  const inputs = {
    region: { ...text, description: "Region the job runs in.", willReplaceOnChanges: true },
    jobName: { ...text, description: "Name of the job to wait for." },
    wait: { type: "boolean", default: true, description: "Whether to wait until the job has ended." },
  };
  const results = Object.entries(kind.resultTypes).map(([name, type]) => [name, types[type]] as const);
  const outputs = { status: { ...text, description: "AWS's own word for the state." }, ...Object.fromEntries(results) };
  const description = `Waits for a SageMaker ${kind.words} to end and holds what came of it.`;
  return resource(
    `greenml:jobs:${kind.name}Completion`,
    description,
    inputs,
    outputs,
    ["region", "jobName"],
    ["status"],
  );
}

function resource(
  token: string,
  description: string,
  inputs: Property,
  outputs: Property,
  requiredInputs: readonly string[],
  requiredOutputs: readonly string[] = Object.keys(outputs),
): [string, Property] {
  const required = [...Object.keys(inputs), ...requiredOutputs];
  return [
    token,
    { description, inputProperties: inputs, requiredInputs, properties: { ...inputs, ...outputs }, required },
  ];
}

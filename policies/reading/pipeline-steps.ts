import { type Expressions, oncePerText, workedOut } from "./expressions";
import { type Fields, isFields, partAt, partsAt, textAt } from "./request-fields";
import { RunTimeValue } from "./run-time-value";

/** One step of a SageMaker pipeline, wherever in its branches it stands. */
export interface PipelineStep {
  readonly name: string;
  readonly type: string;
  /** The step with every parameter replaced by its default, and by a run-time value where it has none. */
  readonly fields: Fields;
}

/** The steps in a pipeline's definition, branches included; none when the definition is not to be read here. */
export function pipelineSteps(pipeline: Fields): readonly PipelineStep[] {
  return stepsOfText(textAt(pipeline, "PipelineDefinition") ?? "");
}

/** A text as the JSON object that it should be; nothing when it is none. */
export function definitionOf(text: string | undefined): Fields | undefined {
  try {
    return partAt({ Definition: JSON.parse(text ?? "") as unknown }, "Definition");
  } catch {
    return undefined;
  }
}

const stepsOfText = oncePerText((text) => {
  const definition = definitionOf(text);
  return stepsIn(partsAt(definition, "Steps"), expressionsIn(definition), 0);
});

/** Deeper than anybody nests conditions. */
const MAX_BRANCHES = 20;

function stepsIn(steps: readonly Fields[], expressions: Expressions, depth: number): readonly PipelineStep[] {
  if (depth > MAX_BRANCHES) return [];
  return steps.flatMap((step) => {
    const branches = [...partsAt(step, "Arguments", "IfSteps"), ...partsAt(step, "Arguments", "ElseSteps")];
    const fields = branches.length > 0 ? step : (workedOut(step, expressions) as Fields);
    const own = { name: textAt(step, "Name") ?? "without a name", type: textAt(step, "Type") ?? "", fields };
    return [own, ...stepsIn(branches, expressions, depth + 1)];
  });
}

/** Parameters, properties of other steps and functions, as AWS's schema of pipelines spells them. */
function expressionsIn(definition: Fields | undefined): Expressions {
  const parameters = new Map(
    partsAt(definition, "Parameters").map((parameter) => [textAt(parameter, "Name"), defaultOf(parameter)]),
  );
  const parameter = (path: string) => parameters.get(path.replace(/^Parameters\./, "")) ?? new RunTimeValue(path);
  // What another step is asked for is worked out without following further steps, so that no circle of steps has no end.
  const plain = expressionsWith(parameter);
  const requests = requestsIn(partsAt(definition, "Steps"), 0);
  return expressionsWith((path) => {
    const asked = askedOf(path, requests);
    return asked === undefined ? parameter(path) : workedOut(asked, plain);
  });
}

function expressionsWith(got: (path: string) => unknown): Expressions {
  return {
    ofFields: (fields, inner) => {
      const [[key, value] = ["", undefined], ...others] = Object.entries(fields);
      if (others.length > 0) return undefined;
      if (key === "Get" && typeof value === "string") return got(value);
      if (key === "Std:Join") return joined(value as Fields | null, inner);
      return key.startsWith("Std:") ? new RunTimeValue(key) : undefined;
    },
  };
}

function requestsIn(steps: readonly Fields[], depth: number): ReadonlyMap<string, unknown> {
  if (depth > MAX_BRANCHES) return new Map();
  return new Map(
    steps.flatMap((step) => {
      const branches = [...partsAt(step, "Arguments", "IfSteps"), ...partsAt(step, "Arguments", "ElseSteps")];
      return [[textAt(step, "Name") ?? "", step["Arguments"]] as const, ...requestsIn(branches, depth + 1)];
    }),
  );
}

/** What a property of a step (`Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri`) was in its request. */
function askedOf(path: string, requests: ReadonlyMap<string, unknown>): unknown {
  const [root, name = "", ...rest] = path
    .replace(/ModelArtifacts\.S3ModelArtifacts$/, "OutputDataConfig.S3OutputPath")
    .split(/\.|\['|'\]\.?/)
    .filter((part) => part !== "");
  if (root !== "Steps") return undefined;
  return rest.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value.find((one) => isFields(one) && one["OutputName"] === part);
    return isFields(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }, requests.get(name));
}

function defaultOf(parameter: Fields): unknown {
  const value = parameter["DefaultValue"];
  const isNumber = ["Integer", "Float"].includes(textAt(parameter, "Type") ?? "");
  return isNumber && typeof value === "string" && value !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function joined(join: Fields | null, inner: (value: unknown) => unknown): unknown {
  const values = Array.isArray(join?.["Values"]) ? (join["Values"] as unknown[]).map(inner) : [];
  if (values.some((value) => isFields(value) && !(value instanceof RunTimeValue))) return new RunTimeValue("Std:Join");
  const texts = values.map((value) => (value instanceof RunTimeValue ? `{${value.expression}}` : String(value)));
  const text = texts.join(textAt(join ?? {}, "On") ?? "");
  const unknown = values.find((value) => value instanceof RunTimeValue);
  return unknown === undefined || IN_KNOWN_BUCKET.test(text) ? text : unknown;
}

/** Of an address in S3, rules ask for the bucket and for where its keys begin, however they end. */
const IN_KNOWN_BUCKET = /^s3:\/\/[^/{}]+\//;

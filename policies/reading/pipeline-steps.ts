import { type Expressions, oncePerText, workedOut } from "./expressions";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";
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
  const got = (path: string) => parameters.get(path.replace(/^Parameters\./, "")) ?? new RunTimeValue(path);
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

function defaultOf(parameter: Fields): unknown {
  const value = parameter["DefaultValue"];
  const isNumber = ["Integer", "Float"].includes(textAt(parameter, "Type") ?? "");
  return isNumber && typeof value === "string" && value !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function joined(join: Fields | null, inner: (value: unknown) => unknown): unknown {
  const values = Array.isArray(join?.["Values"]) ? (join["Values"] as unknown[]).map(inner) : [];
  const unknown = values.find((value) => value instanceof RunTimeValue || typeof value === "object");
  if (unknown !== undefined) return unknown instanceof RunTimeValue ? unknown : new RunTimeValue("Std:Join");
  return values.map(String).join(textAt(join ?? {}, "On") ?? "");
}

import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** One step of a SageMaker pipeline, wherever in its branches it stands. */
export interface PipelineStep {
  readonly name: string;
  readonly type: string;
  readonly fields: Fields;
}

/** The steps in a pipeline's definition, branches included; none when the definition is not to be read here. */
export function pipelineSteps(pipeline: Fields): readonly PipelineStep[] {
  return stepsIn(partsAt(definitionOf(textAt(pipeline, "PipelineDefinition")), "Steps"));
}

/** A text as the JSON object that it should be; nothing when it is none. */
export function definitionOf(text: string | undefined): Fields | undefined {
  try {
    return partAt({ Definition: JSON.parse(text ?? "") as unknown }, "Definition");
  } catch {
    return undefined;
  }
}

function stepsIn(steps: readonly Fields[]): readonly PipelineStep[] {
  return steps.flatMap((fields) => [
    { name: textAt(fields, "Name") ?? "without a name", type: textAt(fields, "Type") ?? "", fields },
    ...stepsIn([...partsAt(fields, "Arguments", "IfSteps"), ...partsAt(fields, "Arguments", "ElseSteps")]),
  ]);
}

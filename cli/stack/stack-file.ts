import { InputError } from "../input-error";
import { isBag, stackResource, type Bag, type StackResource } from "./stack-resource";

/** What a file says about a stack. */
export interface StackFile {
  /** A preview holds only what an update would change; a state holds everything. */
  readonly kind: "state" | "preview";
  readonly resources: readonly StackResource[];
}

/** The stack in a state export, a checkpoint or a preview; undefined where the value is none of them. */
export function stackFileOf(value: unknown, file: string): StackFile | undefined {
  if (!isBag(value)) return undefined;
  if ("steps" in value) return previewOf(value, file);
  const checkpoint = isBag(value["checkpoint"]) ? value["checkpoint"]["latest"] : undefined;
  const deployment = value["deployment"] ?? checkpoint;
  if (!("deployment" in value) && !("checkpoint" in value)) return undefined;
  const records = isBag(deployment) ? (deployment["resources"] ?? []) : [];
  if (!Array.isArray(records)) throw new InputError(`Cannot use ${file} because its resources are not a list`);
  return { kind: "state", resources: known(records.map((one) => stackResource(one))) };
}

function previewOf({ steps }: Bag, file: string): StackFile {
  if (!Array.isArray(steps)) throw new InputError(`Cannot use ${file} because its steps are not a list`);
  const byUrn = new Map<string, StackResource>();
  for (const step of known(steps.map(stepResource))) {
    // A replacement is several steps: the one that leaves something behind is what counts.
    if (step.leaves === undefined || !byUrn.has(step.urn)) byUrn.set(step.urn, step);
  }
  return { kind: "preview", resources: [...byUrn.values()] };
}

function stepResource(step: unknown): StackResource | undefined {
  if (!isBag(step)) return undefined;
  if (isBag(step["newState"])) return stackResource(step["newState"]);
  return stackResource(step["oldState"], "the update deletes it");
}

function known(resources: readonly (StackResource | undefined)[]): readonly StackResource[] {
  return resources.filter((one) => one !== undefined);
}

import { InputError } from "../input-error";
import { isBag, onlyRead, stackResource, type Bag, type StackResource } from "./stack-resource";

/** What a file says about a stack. */
export interface StackFile {
  /** A preview holds only what an update would change; a state holds everything. */
  readonly kind: "state" | "preview";
  readonly resources: readonly StackResource[];
  /** Set where a preview met an error: what comes after it is missing. */
  readonly failed?: true;
}

/** The stack in a state export, a checkpoint or a preview; undefined where the value is none of them. */
export function stackFileOf(value: unknown, file: string): StackFile | undefined {
  if (!isBag(value)) return undefined;
  if ("steps" in value) return previewOf(value, file);
  if (!("deployment" in value) && !("checkpoint" in value)) return undefined;
  return { kind: "state", resources: deployed(value["deployment"] ?? latestOf(value["checkpoint"], file), file) };
}

/** The resources of a deployment; before the first update there is none. */
function deployed(deployment: unknown, file: string): readonly StackResource[] {
  if (deployment === undefined || deployment === null) return [];
  if (!isBag(deployment)) throw new InputError(`Cannot use ${file} because its deployment is not an object`);
  const records = deployment["resources"] ?? [];
  if (!Array.isArray(records)) throw new InputError(`Cannot use ${file} because its resources are not a list`);
  return records.map((one, at) => stackResource(one) ?? noResource(file, "resource", at));
}

function latestOf(checkpoint: unknown, file: string): unknown {
  if (checkpoint === undefined || isBag(checkpoint)) return checkpoint?.["latest"];
  throw new InputError(`Cannot use ${file} because its checkpoint is not an object`);
}

function previewOf({ steps, diagnostics }: Bag, file: string): StackFile {
  if (!Array.isArray(steps)) throw new InputError(`Cannot use ${file} because its steps are not a list`);
  const byUrn = new Map<string, StackResource>();
  for (const [at, one] of steps.entries()) {
    const step = stepResource(one) ?? noResource(file, "step", at);
    // A replacement is several steps: the one that leaves something behind is what counts.
    if (step.leaves === undefined || !byUrn.has(step.urn)) byUrn.set(step.urn, step);
  }
  const failed = Array.isArray(diagnostics) && diagnostics.some((one) => isBag(one) && one["severity"] === "error");
  return { kind: "preview", resources: [...byUrn.values()], ...(failed ? { failed } : {}) };
}

function stepResource(step: unknown): StackResource | undefined {
  if (!isBag(step)) return undefined;
  const { op, newState, oldState } = step;
  if (typeof op === "string" && /^(delete|discard|remove)/.test(op))
    return stackResource(oldState ?? newState, deleted);
  if (!isBag(newState)) return stackResource(oldState, deleted);
  return stackResource(newState, typeof op === "string" && op.startsWith("read") ? onlyRead : undefined);
}

const deleted = "the update deletes it";

function noResource(file: string, what: string, at: number): never {
  throw new InputError(`Cannot use ${file} because its ${what} ${at + 1} has no urn and type of a resource`);
}

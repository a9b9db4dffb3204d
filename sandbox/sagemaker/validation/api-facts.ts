import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One shape of SageMaker's API model, as the facts file has it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly union?: boolean;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

interface ApiFacts {
  readonly source: string;
  readonly operations: Readonly<
    Record<string, { readonly input: string; readonly output?: string; readonly errors: readonly string[] }>
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

// The facts alone are shared with jobs/: the code that reads them is not, so that each checks the other.
const file = join(__dirname, "..", "..", "..", "jobs", "constraints", "sagemaker-api.json");
const facts = JSON.parse(readFileSync(file, "utf8")) as ApiFacts;

/** Name of the shape an operation takes or answers with; undefined for an operation the facts lack, or one that answers nothing. */
export function operationShape(operation: string, side: "input" | "output"): string | undefined {
  return Object.hasOwn(facts.operations, operation) ? facts.operations[operation]?.[side] : undefined;
}

/** Names of all operations the facts hold. */
export function operationNames(): string[] {
  return Object.keys(facts.operations);
}

export function shape(name: string): Shape {
  const found = facts.shapes[name];
  if (found === undefined) throw new Error(`Unknown shape "${name}" in ${facts.source}`);
  return found;
}

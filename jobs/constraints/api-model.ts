import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One shape of AWS's API model, its constraints under AWS's own names. */
export interface Shape {
  readonly type: "structure" | "string" | "list" | "integer" | "boolean" | "map" | "long" | "float" | "timestamp";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly union?: boolean;
  /** Of a structure: shape name by member name. */
  readonly members?: Readonly<Record<string, string>>;
  /** Of a list: the shape of its items. */
  readonly member?: string;
  /** Of a map: the shapes of its keys and values. */
  readonly key?: string;
  readonly value?: string;
}

interface Model {
  readonly operations: Readonly<Record<string, { readonly input?: string; readonly output?: string }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

let read: Model | undefined;

function model(): Model {
  // Read on first use: starting a preview without jobs must not pay for it.
  read ??= JSON.parse(readFileSync(join(__dirname, "sagemaker-api.json"), "utf8")) as Model;
  return read;
}

/** The shape of that name; a name the model lacks is a broken promise of ours. */
export function shape(name: string): Shape {
  const found = model().shapes[name];
  if (found === undefined) throw new Error(`Unknown shape "${name}" in the API model.`);
  return found;
}

/** The name of the shape an operation takes. */
export function inputShape(operation: string): string {
  const name = model().operations[operation]?.input;
  if (name === undefined) throw new Error(`Unknown operation "${operation}" in the API model.`);
  return name;
}

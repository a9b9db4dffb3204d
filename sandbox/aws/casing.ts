import { readFileSync } from "node:fs";
import { join } from "node:path";

import { isObject, type Properties, type Value } from "./values";

/** One shape of the API's model. */
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly value?: string;
}

interface Model {
  readonly operations: Readonly<Record<string, { readonly input?: string }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const file = join(__dirname, "..", "..", "jobs", "constraints", "sagemaker-api.json");
let loaded: Model | undefined;

/** The API's model; read when the first request is made, for a provider that makes none starts sooner. */
function model(): Model {
  loaded ??= JSON.parse(readFileSync(file, "utf8")) as Model;
  return loaded;
}

/** A resource's inputs as the request of an operation. `renamed` holds the names that differ by more than case. */
export function toRequest(
  operation: string,
  inputs: Properties,
  renamed: Readonly<Record<string, string>>,
): Properties {
  const input = model().operations[operation]?.input;
  if (input === undefined) throw new Error(`Expected an operation of the API's model, got ${operation}`);
  const request: Properties = {};
  for (const [name, value] of Object.entries(inputs)) {
    const member = renamed[name] ?? memberOf(input, name);
    request[member] = toShape(shapeAt(input, member), value, `${operation}.${member}`);
  }
  return request;
}

/** The API's name for a property: the provider writes lists in the plural and shortens some. */
export function memberOf(shape: string, name: string): string {
  const members = Object.keys(model().shapes[shape]?.members ?? {});
  const found = nearestMember(members, name.toLowerCase());
  if (found === undefined) throw new Error(`sandbox: Expected a property of SageMaker's ${shape}, got ${name}.`);
  return found;
}

function nearestMember(members: readonly string[], name: string): string | undefined {
  const spellings = [name, `${name}s`, name.replace(/s$/, ""), name.replace(/arn$/, "id"), name.replace(/ies$/, "y")];
  for (const spelling of spellings) {
    const exact = members.find((member) => member.toLowerCase() === spelling);
    if (exact !== undefined) return exact;
  }
  const ending = members.filter((member) => member.toLowerCase().endsWith(name));
  return ending.length === 1 ? ending[0] : undefined;
}

/** The shape of a member of a shape. */
export function shapeAt(shape: string, member: string): string {
  return model().shapes[shape]?.members?.[member] ?? "";
}

/** What a shape holds inside, for a list or a map. */
export function shapeInside(shape: string): string {
  const { member, value } = model().shapes[shape] ?? {};
  return member ?? value ?? "";
}

/** Whether a shape is a structure, a list, a map or a scalar. */
export function kindOfShape(shape: string): string {
  return model().shapes[shape]?.type ?? "unknown";
}

function toShape(shape: string, value: Value, place: string): Value {
  const kind = kindOfShape(shape);
  if (kind === "structure") return toStructure(shape, Array.isArray(value) ? (value[0] ?? {}) : value, place);
  if (kind === "list") {
    return (Array.isArray(value) ? value : [value]).map((item) => toShape(shapeInside(shape), item, place));
  }
  return toScalar(kind, value);
}

/** The provider holds some numbers as text, and the other way round. */
function toScalar(kind: string, value: Value): Value {
  if (kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  const isNumber = ["integer", "long", "float", "double"].includes(kind);
  return isNumber && typeof value === "string" && value !== "" ? Number(value) : value;
}

function toStructure(shape: string, value: Value, place: string): Value {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const member = memberOf(shape, name);
    return [member, toShape(shapeAt(shape, member), inner, `${place}.${member}`)] as const;
  });
  return Object.fromEntries(entries);
}

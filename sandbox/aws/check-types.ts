import { nearest, type ResourceFact } from "./facts";
import { typeOfInput, type Member, type TypeExpression } from "./type-expressions";
import {
  DEFAULTS,
  holdsUnknown,
  isObject,
  mark,
  UNKNOWN,
  withoutDefaults,
  type Properties,
  type Value,
} from "./values";

/** One thing wrong with the inputs of a resource, as the engine shows it beside the property. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** The inputs in the types the facts give, with empty lists of defaults in every typed object, and what is wrong with them. */
export function checkTypes(fact: ResourceFact, inputs: Properties): { inputs: Properties; failures: Failure[] } {
  const failures: Failure[] = [];
  const members = new Map<string, Member>();
  for (const [name, input] of Object.entries(fact.inputs)) {
    members.set(name, { type: input.json === true ? document : typeOfInput(input), required: input.required });
  }
  const checked = checkMembers(members, inputs, "", failures);
  for (const [name, { json }] of Object.entries(fact.inputs)) {
    if (json === true && isObject(checked[name])) checked[name] = documentText(checked[name]);
  }
  return { inputs: checked, failures };
}

/** A document is text to the provider; what its object may hold is AWS's business alone. */
const document: TypeExpression = {
  kind: "either",
  choices: [{ kind: "string" }, { kind: "map", inner: { kind: "any" } }],
};

function documentText(value: Properties): string {
  return holdsUnknown(value) ? UNKNOWN : JSON.stringify(withoutDefaults(value));
}

function checkMembers(
  members: ReadonlyMap<string, Member>,
  given: Properties,
  path: string,
  failures: Failure[],
): Properties {
  const checked: Properties = { [DEFAULTS]: [] };
  for (const [key, value] of Object.entries(given)) {
    if (key === DEFAULTS || value === null) continue;
    const property = path === "" ? key : `${path}.${key}`;
    const member = members.get(key);
    if (member === undefined) failures.push({ property, reason: unknownInput(key, members) });
    else checked[key] = checkValue(member.type, value, property, failures);
  }
  for (const [key, { required }] of members) {
    if (!required || checked[key] !== undefined) continue;
    const property = path === "" ? key : `${path}.${key}`;
    failures.push({ property, reason: `Missing required argument "${key}".` });
  }
  return checked;
}

function unknownInput(name: string, members: ReadonlyMap<string, Member>): string {
  const [near] = nearest(name, [...members.keys()]);
  return `Unknown argument "${name}"${near === undefined ? "." : `: nearest known is "${near}".`}`;
}

function checkValue(type: TypeExpression, value: Value, property: string, failures: Failure[]): Value {
  if (value === UNKNOWN) return value;
  const choice = type.kind === "either" ? choose(type.choices, value) : type;
  if (choice === undefined || !fits(choice, value)) {
    const scalar = choice === undefined ? undefined : readScalar(choice, value);
    if (scalar !== undefined) return scalar;
    failures.push({ property, reason: `Expected ${words(type)}, got ${described(value)}.` });
    return value;
  }
  return inside(choice, value, property, failures);
}

function inside(type: TypeExpression, value: Value, property: string, failures: Failure[]): Value {
  if (type.kind === "list" && Array.isArray(value)) {
    return value.map((item, index) => checkValue(type.inner, item, `${property}[${String(index)}]`, failures));
  }
  if (!isObject(value)) return value;
  if (type.kind === "map") {
    const kept = Object.entries(value).filter(([key, inner]) => key !== DEFAULTS && inner !== null);
    return Object.fromEntries(
      kept.map(([key, inner]) => [key, checkValue(type.inner, inner, at(property, key), failures)]),
    );
  }
  return type.kind === "object" ? checkMembers(type.members, value, property, failures) : value;
}

/** A property path with one more key, quoted where the key is no plain word. */
export function at(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key)
    ? path === ""
      ? key
      : `${path}.${key}`
    : `${path}["${key.replaceAll('"', '\\"')}"]`;
}

function choose(choices: readonly TypeExpression[], value: Value): TypeExpression | undefined {
  return choices.find((choice) => fits(choice, value));
}

function fits(type: TypeExpression, value: Value): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "either":
      return choose(type.choices, value) !== undefined;
    case "list":
      return Array.isArray(value);
    case "asset":
    case "archive":
      return mark(value) === type.kind;
    case "map":
    case "object":
      return isObject(value) && mark(value) === undefined;
    default:
      return typeof value === type.kind;
  }
}

/** The provider reads numbers and booleans out of text, and the other way round. */
function readScalar(type: TypeExpression, value: Value): Value | undefined {
  if (type.kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (typeof value !== "string" || (type.kind !== "boolean" && type.kind !== "number")) return undefined;
  const read = readJson(value);
  return typeof read === type.kind ? read : undefined;
}

function readJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function words(type: TypeExpression): string {
  if (type.kind === "either") return type.choices.map(words).join(" or ");
  return type.kind === "object" ? `an object (${type.name})` : `a ${type.kind}`;
}

function described(value: Value): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return mark(value) === undefined ? "an object" : `an ${mark(value) ?? "object"}`;
  return `${JSON.stringify(value)} (${value === null ? "null" : typeof value})`;
}

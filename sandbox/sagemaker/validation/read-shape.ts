import { AwsError } from "../aws-error";
import { isObject, type JsonObject } from "../wire";

import { shape, type Shape } from "./api-facts";

/**
 * A value read as a shape: of the right JSON types, without members the shape lacks (AWS ignores them) and without nulls.
 * Constraints are not looked at. @throws AwsError SerializationException
 */
export function readShape(name: string, value: unknown): unknown {
  const facts = shape(name);
  const read = readers[facts.type];
  if (read === undefined) throw new Error(`Unknown shape type "${facts.type}" of ${name}`);
  return read(facts, value);
}

type Reader = (facts: Shape, value: unknown) => unknown;

const readers: Readonly<Record<string, Reader>> = {
  structure: readStructure,
  list: (facts, value) => {
    if (!Array.isArray(value)) throw unreadable(value, "a List");
    return value.filter((item) => item !== null).map((item) => readShape(facts.member ?? "", item));
  },
  map: (facts, value) => {
    if (!isObject(value)) throw unreadable(value, "a Map");
    const entries = Object.entries(value).filter(([, item]) => item !== null);
    return Object.fromEntries(entries.map(([key, item]) => [key, readShape(facts.value ?? "", item)]));
  },
  string: (_, value) => (typeof value === "string" ? value : refuse(value, "a String")),
  boolean: (_, value) => (typeof value === "boolean" ? value : refuse(value, "a Boolean")),
  integer: (_, value) => readWhole(value, "an Integer"),
  long: (_, value) => readWhole(value, "a Long"),
  float: readDecimal,
  double: readDecimal,
  timestamp: readTime,
};

function readStructure(facts: Shape, value: unknown): JsonObject {
  if (!isObject(value)) throw unreadable(value, "a Structure");
  const kept: JsonObject = {};
  for (const [member, memberShape] of Object.entries(facts.members ?? {})) {
    const given = Object.hasOwn(value, member) ? value[member] : undefined;
    if (given !== undefined && given !== null) kept[member] = readShape(memberShape, given);
  }
  return kept;
}

function readWhole(value: unknown, wanted: string): number {
  if (typeof value !== "number") throw unreadable(value, wanted);
  return Math.trunc(value);
}

function readDecimal(_facts: Shape, value: unknown): number {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  throw unreadable(value, "a Float");
}

function readTime(_facts: Shape, value: unknown): number {
  if (typeof value === "number") return value;
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(parsed)) throw unreadable(value, "a Timestamp");
  return parsed / 1000;
}

function refuse(value: unknown, wanted: string): never {
  throw unreadable(value, wanted);
}

function unreadable(value: unknown, wanted: string): AwsError {
  if (isObject(value) || Array.isArray(value)) {
    const came = Array.isArray(value) ? "list" : "structure or map";
    return new AwsError("SerializationException", `Start of ${came} found where not expected.`);
  }
  const came =
    typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
  return new AwsError("SerializationException", `${came} can not be converted to ${wanted}`);
}

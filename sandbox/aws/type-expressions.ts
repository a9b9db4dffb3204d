import { facts, type InputFact } from "./facts";

/** The type of an input, read from the short form the facts use. */
export type TypeExpression =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "asset" | "archive" }
  | { readonly kind: "list" | "map"; readonly inner: TypeExpression }
  | { readonly kind: "object"; readonly name: string; readonly members: ReadonlyMap<string, Member> }
  | { readonly kind: "either"; readonly choices: readonly TypeExpression[] };

/** One property of an object type. */
export interface Member {
  readonly type: TypeExpression;
  readonly required: boolean;
}

const read = new Map<string, TypeExpression>();
const objects = new Map<string, TypeExpression>();

/** The type of a resource's input. */
export function typeOfInput({ type, items, values, ref }: InputFact): TypeExpression {
  const parts = type.split("|").map((part) => {
    if (part === "list") return `list<${items ?? "any"}>`;
    if (part === "map") return `map<${values ?? "any"}>`;
    return part === "object" && ref !== undefined ? `object:${ref}` : part;
  });
  return readType(parts.join("|"));
}

function readType(text: string): TypeExpression {
  const known = read.get(text) ?? parse(text);
  read.set(text, known);
  return known;
}

function parse(text: string): TypeExpression {
  if (text.includes("|") && !text.includes("<")) return { kind: "either", choices: text.split("|").map(readType) };
  const wrapped = /^(list|map)<(.*)>$/.exec(text);
  if (wrapped !== null) return { kind: wrapped[1] === "list" ? "list" : "map", inner: readType(wrapped[2] ?? "any") };
  if (text.startsWith("object:")) return objectType(text.slice("object:".length));
  const simple = simpleTypes.get(text);
  if (simple === undefined) throw new Error(`Expected a type the facts may use, got "${text}"`);
  return simple;
}

const simpleTypes: ReadonlyMap<string, TypeExpression> = new Map<string, TypeExpression>([
  ["string", { kind: "string" }],
  ["number", { kind: "number" }],
  ["boolean", { kind: "boolean" }],
  ["asset", { kind: "asset" }],
  ["archive", { kind: "archive" }],
  ["any", { kind: "any" }],
  ["object", { kind: "any" }],
  ["list", { kind: "list", inner: { kind: "any" } }],
]);

/** Types may hold themselves, so an object is noted before its members are read. */
function objectType(name: string): TypeExpression {
  const known = objects.get(name);
  if (known !== undefined) return known;
  const members = new Map<string, Member>();
  const type = { kind: "object", name, members } as const;
  const source = facts.types[name];
  if (source === undefined) return { kind: "any" };
  objects.set(name, type);
  for (const [key, text] of Object.entries(source)) {
    members.set(key, { type: readType(text.replace(/!$/, "")), required: text.endsWith("!") });
  }
  return type;
}

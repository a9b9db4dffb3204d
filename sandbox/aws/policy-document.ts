import { crc32 } from "node:zlib";

import { isObject, textOf, type Properties, type Value } from "./values";

/** Renders `iam.getPolicyDocument` as the real provider does, without a call: same keys in the same order, same text. */
export function policyDocument(args: Properties): Properties {
  for (const name of ["overrideJson", "sourceJson"]) {
    if (textOf(args, name) !== undefined)
      throw new Error(`sandbox: Cannot use ${name} because it is deprecated: use the list of documents.`);
  }
  const own = list(args["statements"]).filter(isObject).map(statement);
  refuseDoubleSids(own);
  const sources = documents(args["sourcePolicyDocuments"]);
  refuseDoubleSids(sources.flatMap(({ statements }) => statements));
  const statements = [...sources, { statements: own }, ...documents(args["overridePolicyDocuments"])].reduce<
    Properties[]
  >((merged, { statements: next }) => next.reduce(merge, merged), []);
  const id = textOf(args, "policyId") ?? sources.map(({ id: of }) => of).find((of) => of !== undefined);
  const version = textOf(args, "version") ?? "2012-10-17";
  const document = {
    Version: version,
    ...(id === undefined ? {} : { Id: id }),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
  const json = JSON.stringify(document, null, 2);
  return { ...args, version, json, minifiedJson: JSON.stringify(document), id: String(crc32(json)) };
}

/** A statement with a Sid takes the place of the one with the same Sid. */
function merge(statements: Properties[], next: Properties): Properties[] {
  const at = next["Sid"] === undefined ? -1 : statements.findIndex(({ Sid }) => Sid === next["Sid"]);
  return at < 0 ? [...statements, next] : statements.with(at, next);
}

function refuseDoubleSids(statements: readonly Properties[]): void {
  const seen = new Set<Value>();
  for (const { Sid } of statements) {
    if (Sid === undefined) continue;
    if (seen.has(Sid))
      throw new Error(`sandbox: duplicate Sid (${JSON.stringify(Sid)}) in the statements of a policy document.`);
    seen.add(Sid);
  }
}

function documents(texts: Value | undefined): { id?: string | undefined; statements: Properties[] }[] {
  return list(texts).flatMap((text) => {
    if (typeof text !== "string" || text === "") return [];
    const read = JSON.parse(text) as Value;
    if (!isObject(read)) throw new Error("sandbox: Expected a policy document, got other JSON.");
    return [{ id: textOf(read, "Id"), statements: list(read["Statement"]).filter(isObject) }];
  });
}

function statement(given: Properties): Properties {
  const sid = textOf(given, "sid");
  if (sid !== undefined && !/^[0-9A-Za-z]*$/.test(sid))
    throw new Error(`sandbox: Expected an alphanumeric sid, got "${sid}".`);
  const parts: readonly (readonly [string, Value | undefined])[] = [
    ["Sid", sid],
    ["Effect", textOf(given, "effect") ?? "Allow"],
    ["Action", setOf(given["actions"])],
    ["NotAction", setOf(given["notActions"])],
    ["Resource", setOf(given["resources"], variables)],
    ["NotResource", setOf(given["notResources"], variables)],
    ["Principal", principals(given["principals"])],
    ["NotPrincipal", principals(given["notPrincipals"])],
    ["Condition", conditions(given["conditions"])],
  ];
  return Object.fromEntries(parts.filter((part): part is readonly [string, Value] => part[1] !== undefined));
}

/** A set of one is plain text; a larger one comes sorted from the last to the first. */
function setOf(value: Value | undefined, change: (text: string) => string = (text) => text): Value | undefined {
  const texts = [...new Set(list(value).map((text) => change(textual(text))))].sort().reverse();
  return texts.length > 1 ? texts : texts[0];
}

function principals(value: Value | undefined): Value | undefined {
  const given = list(value).filter(isObject);
  if (given.length === 0) return undefined;
  const byType = new Map<string, Value[]>();
  for (const one of given) {
    const type = textOf(one, "type") ?? "";
    byType.set(type, [...(byType.get(type) ?? []), ...list(one["identifiers"])]);
  }
  const everyone = byType.get("*");
  if (byType.size === 1 && everyone?.length === 1 && everyone[0] === "*") return "*";
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, setOf(identifiers, variables) ?? []]));
}

function conditions(value: Value | undefined): Value | undefined {
  const given = list(value).filter(isObject);
  if (given.length === 0) return undefined;
  const tests: Record<string, Record<string, Value>> = {};
  for (const one of given) {
    const [test, variable] = [textOf(one, "test") ?? "", textOf(one, "variable") ?? ""];
    const values = list(one["values"]).map((text) => variables(textual(text)));
    tests[test] = { ...tests[test], [variable]: values.length === 1 ? (values[0] ?? "") : values };
  }
  return sorted(Object.fromEntries(Object.entries(tests).map(([test, variable]) => [test, sorted(variable)])));
}

/** The provider writes maps in the order of their keys. */
function sorted(object: Properties): Properties {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `&{` stands for `${`, which other tools would fill in. */
function variables(text: string): string {
  return text.replaceAll("&{", "${");
}

function list(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function textual(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

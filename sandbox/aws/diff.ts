import { at } from "./check-types";
import type { InputFact, KnownType, ResourceFact } from "./facts";
import { isSameSet } from "./sets";
import { DEFAULTS, isObject, mark, sameValue, UNKNOWN, type Properties, type Value } from "./values";

/** One changed property, in the words of the engine's protocol. */
export interface Change {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** What becomes of a resource whose inputs went from `old` to `now`. */
export interface Difference {
  readonly changes: readonly Change[];
  /** Only of meaning when a change replaces. */
  readonly deleteBeforeReplace: boolean;
}

/** One leaf that differs; `path` is relative to the input and without indices. */
interface Leaf {
  readonly place: string;
  readonly path: string;
  readonly old: Value | undefined;
  readonly now: Value | undefined;
}

/** Inputs where a name and the ARN of the same thing are one. */
const sameByName = new Set(["aws:lambda/alias:Alias functionName", "aws:kms/alias:Alias targetKeyId"]);

/** Decides update or replace as the real provider does. An input whose rule the facts do not know updates. */
export function difference({ token, fact }: KnownType, old: Properties, now: Properties): Difference {
  const changes = Object.entries(fact.inputs).flatMap(([name, input]) =>
    name === "timeouts" ? [] : changesOf(`${token} ${name}`, name, input, fact, old[name], now[name]),
  );
  return { changes: withoutLoneAttributes(token, changes), deleteBeforeReplace: deletesFirst(fact, now) };
}

/** The provider's own tags changed under a resource whose inputs did not: it is tagged again. */
export function inheritedTags(
  all: Value | undefined,
  tags: Value | undefined,
  own: readonly Change[],
  defaultTags: Properties,
): readonly Change[] {
  if (!isObject(all) || tags === UNKNOWN || own.some(({ path }) => path.startsWith("tags"))) return [];
  const wanted = { ...defaultTags, ...(isObject(tags) ? tags : {}) };
  return sameValue(all, wanted) ? [] : [{ path: "tagsAll", kind: "update", replaces: false }];
}

function changesOf(
  address: string,
  name: string,
  input: InputFact,
  fact: ResourceFact,
  old: Value | undefined,
  now: Value | undefined,
): Change[] {
  const before = canonical(old, input.json === true);
  const after = canonical(now, input.json === true);
  if (after === undefined && input.filled === true) return [];
  if (sameByName.has(address) && lastPart(before) === lastPart(after)) return [];
  // A document of JSON is one value: AWS has no smaller change of it.
  const found = input.json === true ? whole(name, before, after) : leaves(name, "", before, after);
  return found
    .filter(({ path, now: value }) => !(value === undefined && filledInside(fact, name, path)))
    .map((leaf) => ({ path: leaf.place, kind: kindOf(leaf), replaces: replacesAt(input, leaf, before, after) }));
}

function whole(name: string, old: Value | undefined, now: Value | undefined): Leaf[] {
  return sameValue(old, now) ? [] : [{ place: name, path: "", old, now }];
}

function leaves(place: string, path: string, old: Value | undefined, now: Value | undefined): Leaf[] {
  if (sameValue(old, now)) return [];
  if (Array.isArray(old) && Array.isArray(now)) return inList(place, path, old, now);
  if (plain(old) && plain(now)) return inner(place, path, old, now);
  if (old === undefined && plain(now)) return inner(place, path, {}, now);
  if (now === undefined && plain(old)) return inner(place, path, old, {});
  return [{ place, path, old, now }];
}

function inList(place: string, path: string, old: readonly Value[], now: readonly Value[]): Leaf[] {
  if (isSameSet(place, old, now)) return [];
  const length = Math.max(old.length, now.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    leaves(`${place}[${String(index)}]`, path, old[index], now[index]),
  );
}

function inner(place: string, path: string, old: Properties, now: Properties): Leaf[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  if (keys.length === 0) return [{ place, path, old: undefined, now }];
  return keys.flatMap((key) => leaves(at(place, key), path === "" ? key : `${path}.${key}`, old[key], now[key]));
}

function plain(value: Value | undefined): value is Properties {
  return isObject(value) && mark(value) === undefined;
}

/** Absent, empty and zero are one to the provider; assets are their hash; JSON is what it says. */
function canonical(value: Value | undefined, json: boolean): Value | undefined {
  if (json && typeof value === "string" && value !== UNKNOWN) return parsed(value);
  if (value === undefined || isEmpty(value)) return undefined;
  if (Array.isArray(value)) return value.map((item) => canonical(item, false) ?? null);
  if (!isObject(value)) return value;
  if (mark(value) !== undefined && typeof value["hash"] === "string") return value["hash"];
  const kept = Object.entries(value)
    .filter(([key]) => key !== DEFAULTS)
    .map(([key, item]) => [key, json ? item : canonical(item, false)] as const)
    .filter((entry): entry is readonly [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(kept);
}

function isEmpty(value: Value): boolean {
  return [null, "", false, 0].some((empty) => empty === value) || (Array.isArray(value) && value.length === 0);
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function lastPart(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value.split(/[:/]/).at(-1) : undefined;
}

/** Inner values AWS fills in: leaving them out is no change. */
function filledInside(fact: ResourceFact, name: string, path: string): boolean {
  const here = path === "" ? name : `${name}.${path}`;
  return (fact.nestedFilled ?? []).some((filled) => {
    const known = filled.replaceAll("[]", "");
    return here === known || here.startsWith(`${known}.`);
  });
}

function kindOf({ old, now }: Leaf): Change["kind"] {
  if (old === undefined) return "add";
  return now === undefined ? "delete" : "update";
}

function replacesAt(input: InputFact, leaf: Leaf, old: Value | undefined, now: Value | undefined): boolean {
  if (input.replaces === "partial") return replacesInside(input.replacesPaths ?? {}, leaf.path);
  if (input.replaces === "conditional") return replacesWhen(input.replacesWhen ?? "", leaf, old, now);
  return input.replaces === true;
}

function replacesInside(paths: Readonly<Record<string, boolean>>, path: string): boolean {
  const fitting = Object.keys(paths).filter((one) => path === one || path.startsWith(`${one}.`));
  const nearest = fitting.sort((a, b) => b.length - a.length)[0] ?? "*";
  return paths[nearest] ?? false;
}

/** The conditions the facts put into words; a new one is an error of ours. */
function replacesWhen(condition: string, leaf: Leaf, old: Value | undefined, now: Value | undefined): boolean {
  switch (condition) {
    case "only when it gets smaller":
    case "only when a unit count gets smaller":
      return typeof leaf.old === "number" && (typeof leaf.now === "number" ? leaf.now : 0) < leaf.old;
    case "only when the block is added or removed":
      return (old === undefined) !== (now === undefined);
    case "only when it becomes another non-empty value":
      return now !== undefined;
    default:
      throw new Error(`Expected a condition that can be judged, got "${condition}"`);
  }
}

/** The attributes of a table follow its indexes: alone they are no change. */
function withoutLoneAttributes(token: string, changes: Change[]): readonly Change[] {
  if (token !== "aws:dynamodb/table:Table") return changes;
  const others = changes.filter(({ path }) => !path.startsWith("attributes"));
  return others.some(({ path }) => path.startsWith("globalSecondaryIndexes")) ? changes : others;
}

/** A name the program chose is taken until the old resource is gone. */
function deletesFirst(fact: ResourceFact, now: Properties): boolean {
  if (fact.deleteBeforeReplace === true) return true;
  const name = fact.autoname?.prop;
  if (name === undefined || now[name] === undefined) return false;
  const filled = now[DEFAULTS];
  return !(Array.isArray(filled) && filled.includes(name));
}

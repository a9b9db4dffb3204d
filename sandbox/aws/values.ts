/** A value as the engine sends it: JSON, with marked objects for what JSON cannot hold. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
/** The properties of one resource or call. */
export type Properties = Record<string, Value>;

/** The text that stands for a value nobody knows yet, fixed by the engine's protocol. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Property of an object that names the inputs the provider filled in. */
export const DEFAULTS = "__defaults";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** Whether a value is an object with keys, marked ones included. */
export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mark of an object that stands for something JSON cannot hold, `undefined` for a plain value. */
export function mark(value: Value | undefined): "asset" | "archive" | undefined {
  if (!isObject(value)) return undefined;
  if (value[SIGNATURE] === ASSET) return "asset";
  return value[SIGNATURE] === ARCHIVE ? "archive" : undefined;
}

/** Whether anything in a value is not known yet. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

/** The value with a secret wherever `given` has one, so that what came as a secret stays one. */
export function withSecretsOf(given: Value | undefined, value: Value): Value {
  if (!holdsSecret(given)) return value;
  if (Array.isArray(given) && Array.isArray(value))
    return value.map((item, index) => withSecretsOf(given[index], item));
  if (!isSecret(given) && isObject(given) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSecretsOf(given[key], inner)]));
  }
  return { [SIGNATURE]: SECRET, value };
}

function isSecret(value: Value | undefined): boolean {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

function holdsSecret(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && (isSecret(value) || Object.values(value).some(holdsSecret));
}

/** The same value without the wrappers around secrets. */
export function withoutSecrets(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return withoutSecrets(value["value"] ?? null);
  return mapValues(value, withoutSecrets);
}

/** The same value without the lists of filled-in names, as outputs carry it. */
export function withoutDefaults(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== DEFAULTS);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutDefaults(inner)]));
}

/** Properties without the lists of filled-in names. */
export function plainProperties(properties: Properties): Properties {
  return withoutDefaults(properties) as Properties;
}

/** An object with every value replaced. */
export function mapValues(object: Properties, change: (value: Value) => Value): Properties {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Whether two values are the same, whatever the order of keys. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => sameValue(one[key], other[key]));
  }
  return one === other;
}

/** The text of a property, `undefined` when it is absent, unknown or no text. */
export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === "string" && value !== UNKNOWN && value !== "" ? value : undefined;
}

/** The length of text in code points, as AWS counts. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What stands at a path such as `target.roleArn` or `productionVariants[].modelName`: all of it, with the exact paths. */
export function valuesAt(properties: Properties, path: string): { path: string; value: Value }[] {
  let found: { path: string; value: Value }[] = [{ path: "", value: properties }];
  for (const step of path.split(".")) {
    const key = step.replace("[]", "");
    found = found.flatMap(({ path: before, value }) => {
      const inner = isObject(value) ? value[key] : undefined;
      if (inner === undefined || inner === null) return [];
      const here = before === "" ? key : `${before}.${key}`;
      if (!step.endsWith("[]")) return [{ path: here, value: inner }];
      return Array.isArray(inner) ? inner.map((item, at) => ({ path: `${here}[${String(at)}]`, value: item })) : [];
    });
  }
  return found;
}

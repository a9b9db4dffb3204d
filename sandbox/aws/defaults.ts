import type { ResourceFact } from "./facts";
import { DEFAULTS, isObject, type Properties, type Value } from "./values";

/** Fills in what the provider fills in at Check, and notes the names in the object they belong to. Changes `inputs`. */
export function fillDefaults(fact: ResourceFact, inputs: Properties, region: string | undefined): void {
  for (const [name, input] of Object.entries(fact.inputs)) {
    if (input.default !== undefined) fill(inputs, name, input.default);
  }
  if (fact.inputs["region"] !== undefined && region !== undefined) fill(inputs, "region", region);
  for (const [path, value] of Object.entries(fact.nestedDefaults ?? {})) fillAt(inputs, path.split("."), value);
}

/** Puts a value in where nothing stands yet. */
export function fill(object: Properties, name: string, value: Value): void {
  if (object[name] !== undefined) return;
  object[name] = value;
  const filled = object[DEFAULTS];
  object[DEFAULTS] = [...(Array.isArray(filled) ? filled : []), name].sort();
}

function fillAt(value: Value | undefined, [step, ...rest]: readonly string[], filled: Value): void {
  if (step === undefined) return;
  // Some paths of the facts leave out the brackets of a list.
  if (Array.isArray(value)) {
    for (const item of value) fillAt(item, [step, ...rest], filled);
    return;
  }
  if (!isObject(value)) return;
  if (rest.length === 0) fill(value, step, filled);
  else fillAt(value[step.replace("[]", "")], rest, filled);
}

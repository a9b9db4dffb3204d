import { randomBytes, randomInt, randomUUID } from "node:crypto";

import type { KnownType } from "./facts";
import { outputForms, type FormScope } from "./output-forms";
import { ACCOUNT, namesOf } from "./regions";
import { isObject, mapValues, plainProperties, UNKNOWN, type Properties, type Value } from "./values";

/** Id and outputs of a resource. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

/** Where a resource is made: its region (or the provider's, for types without) and the tags every resource gets. */
export interface Place {
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** What a create will give as far as the plan can know: inputs, and the unknown marker for all that AWS makes up. */
export function plannedOutputs({ fact }: KnownType, inputs: Properties, place: Place): Properties {
  const outputs = plainProperties(inputs);
  for (const [name, { filled }] of Object.entries(fact.inputs)) {
    if (filled === true && outputs[name] === undefined) outputs[name] = UNKNOWN;
  }
  for (const name of Object.keys(fact.outputs)) if (outputs[name] === undefined) outputs[name] = UNKNOWN;
  return withAllTags({ fact }, outputs, place);
}

/** Id and outputs in AWS's form. `known` is what a service already answered (an ARN, a hash): it wins over the form. */
export function makeOutputs(type: KnownType, inputs: Properties, place: Place, known: Properties = {}): Made {
  const { fact, token } = type;
  const outputs: Properties = { ...plainProperties(inputs), ...known };
  nameFromPrefix(type, outputs);
  for (const [name, { filledValue }] of Object.entries(fact.inputs)) {
    if (filledValue !== undefined && outputs[name] === undefined)
      outputs[name] = mapText(filledValue, (text) => render(text));
  }
  let id: string | undefined;
  const making = new Set<string>();
  const scope: FormScope = { text: textFor, value: (name) => outputs[name], fill: render };
  for (const name of Object.keys(fact.outputs)) output(name);
  return { id: idOf(), outputs: withAllTags(type, outputs, place) };

  function idOf(): string {
    const form = outputForms[`${token} id`];
    id ??= form === undefined ? render(fact.id) : textual(form(scope));
    return id;
  }
  function output(name: string): Value {
    const form = outputForms[`${token} ${name}`];
    making.add(name);
    outputs[name] ??= form === undefined ? mapText(fact.outputs[name]?.format ?? "", render) : form(scope);
    return outputs[name];
  }
  function textFor(name: string): string {
    if (name === "id") return idOf();
    // An output may be called like the placeholder it is made of.
    const made = fact.outputs[name] === undefined || making.has(name);
    const value = outputs[name] ?? (made ? undefined : output(name));
    if (typeof value === "string") return lastName(name, value);
    return placeholder(name, place.region, outputs);
  }
  function render(format: string): string {
    return format === "RFC3339" ? now() : format.replace(/\{(\w+)\}/g, (_, name: string) => textFor(name));
  }
}

/** The properties after an update: what was filled or made up stays, what the program took away goes. */
export function updatedOutputs(type: KnownType, old: Properties, inputs: Properties, place: Place): Properties {
  const { fact } = type;
  const kept = Object.entries(old).filter(([name]) => {
    const input = fact.inputs[name];
    return input === undefined || input.filled === true;
  });
  return withAllTags(type, { ...Object.fromEntries(kept), ...plainProperties(inputs) }, place);
}

function withAllTags({ fact }: Pick<KnownType, "fact">, outputs: Properties, place: Place): Properties {
  if (fact.outputs["tagsAll"] === undefined) return outputs;
  const tags = outputs["tags"];
  return {
    ...outputs,
    tagsAll: tags === UNKNOWN ? UNKNOWN : { ...place.defaultTags, ...(isObject(tags) ? tags : {}) },
  };
}

/** A name the program gave only the beginning of: the provider makes the rest. */
function nameFromPrefix({ fact }: KnownType, outputs: Properties): void {
  const { prop, unless } = fact.autoname ?? {};
  if (prop === undefined || unless === undefined || outputs[prop] !== undefined) return;
  const prefix = outputs[unless];
  if (typeof prefix !== "string") return;
  outputs[prop] = uniqueName(prefix);
}

/** A prefix, then the time and a counter: 26 characters. */
export function uniqueName(prefix: string): string {
  return `${prefix}${new Date().toISOString().replace(/\D/g, "").slice(0, 17)}0${randomBytes(4).toString("hex")}`;
}

function mapText(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value);
  return isObject(value) ? mapValues(value, (inner) => mapText(inner, change)) : value;
}

function textual(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** References inside ARNs are names, though the property may hold the whole ARN. */
function lastName(name: string, value: string): string {
  if (!["functionName", "targetKeyId"].includes(name) || !value.startsWith("arn:")) return value;
  const resource = value.split(":").slice(5).join(":");
  return resource.replace(/^(function:|key\/)/, "").split(":")[0] ?? resource;
}

function placeholder(name: string, region: string, outputs: Properties): string {
  const [, letters, length] = /^(hex|alnum|ALNUM)(\d+)$/.exec(name) ?? [];
  if (letters !== undefined) return randomText(letters, Number(length));
  const made = placeholders[name];
  if (made === undefined) throw new Error(`Expected a form that can be filled, got {${name}}`);
  return made(region, outputs);
}

const placeholders: Readonly<Record<string, (region: string, outputs: Properties) => string>> = {
  account: () => ACCOUNT,
  partition: (region) => namesOf(region).partition,
  region: (region) => region,
  uuid: () => randomUUID(),
  number: () => String(randomInt(200_000, 2_000_000)),
  base64: () => randomBytes(8).toString("base64"),
  bytes: () => "0",
  // Out of the addresses that RFC 5737 keeps for documentation.
  address: () => `203.0.113.${String(randomInt(1, 255))}`,
  topicName: (_, outputs) =>
    textual(outputs["topic"] ?? "")
      .split(":")
      .at(-1) ?? "",
  lambdaTime: () => now().replace("Z", ".000+0000"),
  streamTime: () => new Date().toISOString().slice(0, 23),
};

function randomText(letters: string, length: number): string {
  const alphabet = letters === "hex" ? "0123456789abcdef" : "abcdefghijklmnopqrstuvwxyz0123456789";
  const text = Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
  return letters === "ALNUM" ? text.toUpperCase() : text;
}

function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

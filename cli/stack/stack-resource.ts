/** A resource of a state or a preview, ours or anybody's. */
export interface StackResource {
  readonly urn: string;
  /** The last part of the URN: what the program calls it. */
  readonly name: string;
  readonly type: string;
  /** False for components. */
  readonly custom: boolean;
  readonly inputs: Bag;
  readonly outputs: Bag;
  readonly parent: string | undefined;
  /** URN of the provider, without its id. */
  readonly provider: string | undefined;
  /** URNs that the value of an input was made from, by input. */
  readonly madeFrom: Readonly<Record<string, readonly string[]>>;
  /** When the state was last told of it, such as "2026-08-01T12:00:00Z"; a preview does not say. */
  readonly changed: string | undefined;
  /** What makes it not count: it is deleted, or only read. */
  readonly leaves: string | undefined;
}

/** Properties of a resource. */
export type Bag = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys. */
export function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const nothing: Bag = {};

/** Why what a program reads and does not own is not counted. */
export const onlyRead = "it is only read here: another stack or nobody owns it";

/** The resource that a record of a state or a preview describes; undefined where it describes none. */
export function stackResource(record: unknown, leaves?: string): StackResource | undefined {
  if (!isBag(record)) return undefined;
  const { urn, type, inputs, outputs, provider, propertyDependencies } = record;
  if (typeof urn !== "string" || typeof type !== "string") return undefined;
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    custom: record["custom"] === true,
    inputs: isBag(inputs) ? inputs : nothing,
    outputs: isBag(outputs) ? outputs : nothing,
    parent: stringAt(record, "parent"),
    provider: typeof provider === "string" ? provider.slice(0, provider.lastIndexOf("::")) : undefined,
    madeFrom: isBag(propertyDependencies) ? madeFromOf(propertyDependencies) : {},
    changed: stringAt(record, "modified"),
    leaves: leaves ?? reasonToLeave(record),
  };
}

function madeFromOf(dependencies: Bag): StackResource["madeFrom"] {
  // A list of the values would cost a fifth of what reading a whole state does (bench/estimate.mjs).
  for (const input in dependencies) {
    if (!Array.isArray(dependencies[input])) return listsOf(dependencies);
  }
  return dependencies as StackResource["madeFrom"];
}

function listsOf(dependencies: Bag): StackResource["madeFrom"] {
  const lists = Object.entries(dependencies).filter(([, urns]) => Array.isArray(urns));
  return Object.fromEntries(lists) as StackResource["madeFrom"];
}

function stringAt(record: Bag, key: string): string | undefined {
  const value = record[key];
  return typeof value === "string" ? value : undefined;
}

function reasonToLeave(record: Bag): string | undefined {
  if (record["delete"] === true) return "it is being deleted";
  if (record["pendingReplacement"] === true) return "it is deleted, and what replaces it is not there yet";
  if (record["external"] === true) return onlyRead;
  return undefined;
}

import { behaviourOf } from "./behaviours";
import { AwsError, HalfMade, type Cloud, type Work } from "./cloud";
import type { KnownType } from "./facts";
import { makeOutputs, plannedOutputs, updatedOutputs, type Made, type Place } from "./outputs";
import { checkReferences } from "./references";
import { refuseDelete } from "./removals";
import { GLOBAL, importIds, isInScope, type Entry } from "./store";
import { mayOverwrite, nameTaken } from "./taken";
import { plainProperties, textOf, type Properties } from "./values";

/** What a provider process knows about where it works. */
export interface Home {
  readonly cloud: Cloud;
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** A resource as it is known by the engine. */
export interface Known {
  readonly type: KnownType;
  readonly id: string;
  readonly outputs: Properties;
}

/** What a create would give. */
export function previewCreate(home: Home, type: KnownType, inputs: Properties): Properties {
  return plannedOutputs(type, inputs, placeOf(home, inputs));
}

/** Makes a resource: what it names must exist, its own name must be free. */
export async function create(home: Home, type: KnownType, inputs: Properties): Promise<Made> {
  const place = placeOf(home, inputs);
  const plain = plainProperties(inputs);
  const known =
    (await behaviourOf(type.token).prepare?.({ cloud: home.cloud, inputs: plain, region: place.region })) ?? {};
  const made = makeOutputs(type, plain, place, known);
  const work: Work = { cloud: home.cloud, type, inputs: plain, ...made, ...place };
  await checkReferences(work);
  const existing = find(home, { type, ...made });
  if (existing !== undefined && !mayOverwrite(type.token, existing, plain)) {
    throw nameTaken(type.token, made.id, made.outputs);
  }
  const learnt = await done(inputs, work, behaviourOf(type.token).create?.(work));
  const entry = entryOf(home, { type, id: made.id, outputs: { ...made.outputs, ...learnt } }, inputs);
  if (mayOverwrite(type.token, existing, plain)) home.cloud.store.put(entry);
  else if (!home.cloud.store.add(entry)) throw nameTaken(type.token, made.id, entry.outputs);
  return entry;
}

/** What an update would give: what AWS makes up stays as it was. */
export function previewUpdate(home: Home, known: Known, inputs: Properties): Properties {
  const changed = updatedOutputs(known.type, known.outputs, inputs, placeOf(home, inputs));
  const { preview } = behaviourOf(known.type.token);
  return preview === undefined ? changed : { ...changed, ...preview(inputs, known.outputs) };
}

/** Changes a resource in place. */
export async function update(home: Home, known: Known, inputs: Properties): Promise<Properties> {
  const place = placeOf(home, inputs);
  const plain = plainProperties(inputs);
  const behaviour = behaviourOf(known.type.token);
  const prepared = await behaviour.prepare?.({ cloud: home.cloud, inputs: plain, region: place.region });
  const outputs = { ...updatedOutputs(known.type, known.outputs, inputs, place), ...prepared };
  const work: Work = { cloud: home.cloud, type: known.type, id: known.id, inputs: plain, outputs, ...place };
  if (find(home, known) === undefined) throw gone(known);
  await checkReferences(work);
  const learnt = await done(inputs, work, behaviour.update?.(work, known.outputs));
  const entry = entryOf(home, { ...known, outputs: { ...outputs, ...learnt } }, inputs);
  home.cloud.store.put(entry);
  return entry.outputs;
}

/** The resource as it is now, by id alone for an import; `undefined` when it is gone. */
export async function read(home: Home, known: Known): Promise<Entry | undefined> {
  const entry = find(home, known) ?? findImported(home, known);
  const { read: ask } = behaviourOf(known.type.token);
  if (entry === undefined || ask === undefined) return entry;
  const place = { region: entry.region === GLOBAL ? home.region : entry.region, defaultTags: home.defaultTags };
  const seen = await ask({ ...entry, ...place, cloud: home.cloud, type: known.type });
  if (seen === undefined) return undefined;
  const inputs = { ...entry.inputs };
  for (const [name, value] of Object.entries(seen)) if (inputs[name] !== undefined) inputs[name] = value;
  return { ...entry, inputs, outputs: { ...entry.outputs, ...seen } };
}

/** Deletes a resource as AWS would let it go; one that is gone already is fine. */
export async function remove(home: Home, known: Known): Promise<void> {
  const entry = find(home, known);
  const place = placeOf(home, known.outputs);
  const outputs = { ...entry?.outputs, ...known.outputs };
  const work: Work = { cloud: home.cloud, type: known.type, id: known.id, inputs: outputs, outputs, ...place };
  if (outputs["skipDestroy"] === true) return;
  if (entry !== undefined) refuseDelete(work);
  await behaviourOf(known.type.token).delete?.(work);
  home.cloud.store.remove(keyOf(home, known));
}

/** A resource that came into being but not into shape is kept on disk too, so that it can be deleted. */
async function done(inputs: Properties, work: Work, doing: Promise<Properties> | undefined): Promise<Properties> {
  try {
    return (await doing) ?? {};
  } catch (error) {
    if (!(error instanceof HalfMade)) throw error;
    const outputs = { ...work.outputs, ...error.outputs };
    const region = regionOf(work.type, work.region);
    work.cloud.store.put({ type: work.type.token, region, id: work.id, inputs, outputs });
    throw new HalfMade(work.id, outputs, inputs, error.reason);
  }
}

function find(home: Home, known: Known): Entry | undefined {
  return home.cloud.store.get(keyOf(home, known));
}

function findImported(home: Home, { type, id, outputs }: Known): Entry | undefined {
  const region = regionOf(type, placeOf(home, outputs).region);
  const fits = (entry: Entry) => importIds(entry).includes(id) && isInScope(entry, outputs);
  return home.cloud.store.find(type.token, region, fits);
}

function entryOf(home: Home, known: Known, inputs: Properties): Entry {
  return { ...keyOf(home, known), inputs };
}

function keyOf(home: Home, { type, id, outputs }: Known): Pick<Entry, "type" | "region" | "id" | "outputs"> {
  return { type: type.token, region: regionOf(type, placeOf(home, outputs).region), id, outputs };
}

function regionOf(type: KnownType, region: string): string {
  return type.fact.inputs["region"] === undefined ? GLOBAL : region;
}

/** The resource's own region wins over the provider's. */
function placeOf({ region, defaultTags }: Home, properties: Properties): Place {
  return { region: textOf(properties, "region") ?? region, defaultTags };
}

function gone({ type, id }: Known): AwsError {
  const kind = type.token.split(":").at(-1) ?? type.token;
  return new AwsError("ResourceNotFound", `${kind} ${id} does not exist any more: run pulumi refresh.`);
}

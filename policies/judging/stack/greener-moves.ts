import { z } from "zod";
import {
  addFootprints,
  dataTransferFootprint,
  type Estimate,
  findInstance,
  findLocation,
  findRegion,
  type Footprint,
  formatEmissions,
  formatUsd,
  gigabytes,
  type Grams,
  grams,
  type Region,
} from "../../../carbon/index";
import { ifKnown } from "../../reading/known-yet";
import type { PieceOfWork } from "../work/piece-of-work";
import { listed } from "./stack-month";

/** What every rule on greener places lets its owner agree on. */
export const savingTerms = {
  minSavingPercent: z.number().min(0).max(100).default(30).describe("Smallest saving that is worth a word, percent"),
  minSavingGrams: z
    .number()
    .nonnegative()
    .default(100)
    .describe("Smallest saving a month that is worth a word, gCO2e; a job counts as one run a month"),
};

/** Work of one region that could be in a greener one. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly pieces: readonly PieceOfWork[];
  /** Of those pieces, the ones without a figure, which are in none of the figures. */
  readonly without: number;
  /** A month of the pieces that have a figure; nothing where none has. */
  readonly month: MonthOfMove | undefined;
  /** What it emits less there, as a part of what it emits here, 0 to 1; without figures, of what each kilowatt-hour emits. */
  readonly share: number;
}

/** A month of work where it is and where it could be. */
interface MonthOfMove {
  readonly here: Footprint;
  readonly there: Footprint;
  readonly saving: Estimate<Grams>;
}

/** The work of SageMaker in a stack, which is what can be moved. */
export function sagemakerWork(pieces: readonly PieceOfWork[]): readonly PieceOfWork[] {
  return pieces.filter(({ resource: { type } }) => /^(aws:sagemaker\/|greenml:jobs:|aws:scheduler\/)/.test(type));
}

/**
 * Where work could go, region by region: each piece to the greenest region open to it that offers what it needs.
 */
export function greenerMoves(
  pieces: readonly PieceOfWork[],
  openTo: (piece: PieceOfWork, from: string) => readonly string[],
): readonly Move[] {
  const groups = new Map<string, { from: string; to: string; pieces: PieceOfWork[] }>();
  for (const piece of pieces) {
    const from = piece.region;
    const to = from === undefined ? undefined : greenest(piece, from, openTo(piece, from));
    if (from === undefined || to === undefined) continue;
    const group = groups.get(`${from} ${to}`) ?? { from, to, pieces: [] };
    group.pieces.push(piece);
    groups.set(`${from} ${to}`, group);
  }
  return [...groups.values()].flatMap(({ from, to, pieces: moved }) => moveOf(from, to, moved) ?? []);
}

/** Whether data and people of one region could be served from another: the same group of countries by law, where there is one. */
export function sharesResidency(from: string, to: string): boolean {
  const groups = findLocation(to)?.residencyGroups ?? [];
  return (findLocation(from)?.residencyGroups ?? []).every((group) => groups.includes(group));
}

/** The regions near a region, by geography, which its work may take to without anybody's consent. */
export function isNear(from: string, to: string): boolean {
  const near = findLocation(from)?.latencyGroup;
  return near !== undefined && near === findLocation(to)?.latencyGroup && sharesResidency(from, to);
}

/** The greenest region that offers what a piece needs, if its grid and overhead are below those of the region it is in. */
function greenest(piece: PieceOfWork, from: string, regions: readonly string[]): string | undefined {
  const own = gramsPerComputerKwh(findRegion(from));
  const { partition } = findRegion(from) ?? {};
  const [best] = regions
    .map((id) => findRegion(id))
    .filter((region) => region !== undefined)
    .filter((region) => region.partition === partition && offers(region, piece))
    .map((region) => ({ id: region.id, rate: gramsPerComputerKwh(region) ?? Number.POSITIVE_INFINITY }))
    .toSorted((one, other) => one.rate - other.rate || (one.id < other.id ? -1 : 1));
  return own !== undefined && best !== undefined && best.rate < own ? best.id : undefined;
}

/** What a kilowatt-hour of the computers emits; the same machines rank by it alone. */
function gramsPerComputerKwh(region: Region | undefined): number | undefined {
  return region?.intensity === undefined ? undefined : region.intensity.value * region.pue.value;
}

/** The catalogue knows where accelerators are, as EC2 offers them; other types are taken to be everywhere. */
function offers({ features }: Region, piece: PieceOfWork): boolean {
  if (!features.sagemaker || piece.features.some((feature) => !features[feature])) return false;
  return piece.instanceTypes.every((type) => {
    const machine = findInstance(type);
    return (
      machine !== undefined && (machine.acceleratorCount === 0 || features.acceleratorFamilies.has(machine.family))
    );
  });
}

function moveOf(from: string, to: string, pieces: readonly PieceOfWork[]): Move | undefined {
  const figures = pieces.flatMap((piece) => {
    const [here, there] = [from, to].map((region) => ifKnown(() => piece.footprintIn(region)));
    const known = here?.emissions.kind !== "unknown" && there?.emissions.kind !== "unknown";
    return here !== undefined && there !== undefined && known ? [{ here, there }] : [];
  });
  const move = { from, to, pieces, without: pieces.length - figures.length };
  if (figures.length === 0) return { ...move, month: undefined, share: cleanerBy(from, to) };
  const sum = (pick: (one: { here: Footprint; there: Footprint }) => Footprint): Footprint =>
    addFootprints("month", figures.map(pick));
  const [here, there] = [sum((one) => one.here), sum((one) => one.there)];
  const saving = difference(here.emissions, there.emissions);
  const whole = amountOf(here.emissions);
  return { ...move, month: { here, there, saving }, share: whole === 0 ? 0 : amountOf(saving) / whole };
}

/** How much less a kilowatt-hour of the computers emits, as a part. */
function cleanerBy(from: string, to: string): number {
  const [own, other] = [from, to].map((region) => gramsPerComputerKwh(findRegion(region)));
  return own === undefined || other === undefined || own === 0 ? 0 : 1 - other / own;
}

/** The likely value, or the most where only bounds are known. */
function amountOf(estimate: Estimate<number>): number {
  if (estimate.kind === "unknown") return 0;
  return estimate.kind === "known" ? estimate.likely : estimate.high;
}

/** The same machines for the same time: the ends belong together, so each is taken from its like. */
function difference(here: Estimate<Grams>, there: Estimate<Grams>): Estimate<Grams> {
  if (here.kind === "unknown") return here;
  if (there.kind === "unknown") return there;
  const less = (one: number, other: number): Grams => grams(Math.max(0, one - other));
  const high = less(here.high, there.high);
  const basis = "emissions here less emissions there";
  if (here.kind === "known" && there.kind === "known") {
    const likely = less(here.likely, there.likely);
    const low = less(here.low, there.low);
    return { kind: "known", low: low < likely ? low : likely, likely, high: high > likely ? high : likely, basis };
  }
  const { missing } = here.kind === "bounded" ? here : (there as Extract<typeof there, { kind: "bounded" }>);
  return { kind: "bounded", low: grams(0), high, basis, missing };
}

/** What a move saves and costs a month, and how much data may go with it, in a clause. */
export function moveWords({ from, to, month, share }: Move): string {
  if (month === undefined) {
    const cleaner = `a kilowatt-hour there emits ${Math.round(share * 100)} % less`;
    return `${cleaner}; what that saves and costs a month depends on use and is unknown`;
  }
  const { saving, here, there } = month;
  const amount = inShort(saving, formatEmissions);
  const part = `${saving.kind === "bounded" ? "at most " : ""}${Math.round(share * 100)} %`;
  const money = `cost ${inShort(there.cost, formatUsd)} instead of ${inShort(here.cost, formatUsd)}`;
  return `that saves ${amount} of CO2e a month (${part}); ${money}; ${breakEvenWords(from, to, saving)}`;
}

/** An estimate without what is missing for a likely value, which a comparison does not need. */
function inShort<Q extends number>(estimate: Estimate<Q>, write: (estimate: Estimate<Q>) => string): string {
  if (estimate.kind !== "bounded") return write(estimate);
  return `at most ${write({ ...estimate, kind: "known", low: estimate.high, likely: estimate.high })}`;
}

function breakEvenWords(from: string, to: string, saving: Estimate<Grams>): string {
  const { emissions, cost } = dataTransferFootprint({ gigabytes: gigabytes(1000), from, to });
  const rate = amountOf(emissions) / 1000;
  if (rate === 0) return "the data that may go with it is unknown";
  const most = Math.floor(amountOf(saving) / rate).toLocaleString("en-US");
  return `one month makes up for moving ${saving.kind === "bounded" ? "at most" : "up to"} ${most} GB once, of which each 1,000 GB cost ${inShort(cost, formatUsd)}`;
}

/** Names of what could move, for a sentence. */
export function movedWords({ pieces, without, month }: Move): string {
  const names = listed(pieces.map(({ what }) => what));
  return without === 0 || month === undefined ? names : `${names} (of which ${without} without a figure)`;
}

/** Whether a move saves enough to be worth a word; without figures, its share alone decides. */
export function isWorthwhile({ month, share }: Move, agreed: z.output<z.ZodObject<typeof savingTerms>>): boolean {
  if (share <= 0 || share * 100 < agreed.minSavingPercent) return false;
  return month === undefined || amountOf(month.saving) >= agreed.minSavingGrams;
}

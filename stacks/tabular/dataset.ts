import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { parse } from "csv-parse/sync";

/** One reported strike, under the column names of the FAA's file. */
type Strike = Readonly<Record<string, string>>;

/** Files for SageMaker's built-in XGBoost: label first, no header, numbers only. */
export interface Dataset {
  readonly train: string;
  readonly validation: string;
  /** Held-out rows without their label, for batch inference. */
  readonly unlabelled: string;
  /** Labels of the held-out rows, in the same order, to score the predictions with. */
  readonly heldOutLabels: string;
  readonly features: readonly string[];
}

/** Columns that become ordinals, most frequent value first; what a strike cost is left out, because it tells the answer. */
const CATEGORIES = [
  "Wildlife Size",
  "Wildlife Species",
  "Phase of flight",
  "Time of day",
  "Aircraft Airline Operator",
  "Aircraft Make Model",
  "Origin State",
] as const;
const FEATURES = [...CATEGORIES, "month", "Speed IAS in knots"];
const DAMAGE = "Effect Amount of damage";

/**
 * Prepares 10,000 wildlife strikes reported to the US FAA, to learn which of them damage the aircraft.
 * Data: FAA Wildlife Strike Database (US Government work), shipped by the npm package vega-datasets.
 */
export function birdStrikes(): Dataset {
  const source = readFileSync(join(packageFolder(), "data", "birdstrikes.csv"));
  const folder = join(
    tmpdir(),
    `greenml-birdstrikes-${createHash("sha256").update(source).digest("hex").slice(0, 12)}`,
  );
  const file = (name: string): string => join(folder, name);
  const dataset: Dataset = {
    train: file("train.csv"),
    validation: file("validation.csv"),
    unlabelled: file("unlabelled.csv"),
    heldOutLabels: file("held-out-labels.csv"),
    features: FEATURES,
  };
  if (!existsSync(dataset.heldOutLabels)) write(dataset, parse(source, { columns: true, bom: true }));
  return dataset;
}

function write(dataset: Dataset, strikes: readonly Strike[]): void {
  const rows = encoded(strikes);
  const part = (from: number, to: number): string[][] => rows.filter((_, index) => inPart(index, from, to));
  mkdirSync(dirname(dataset.train), { recursive: true });
  save(dataset.train, part(0, 14));
  save(dataset.validation, part(14, 17));
  const heldOut = part(17, 20);
  save(
    dataset.unlabelled,
    heldOut.map((row) => row.slice(1)),
  );
  save(
    dataset.heldOutLabels,
    heldOut.map((row) => row.slice(0, 1)),
  );
}

/** Every twentieth of the rows, spread over the years: 14 to train, 3 to validate, 3 held out. */
function inPart(index: number, from: number, to: number): boolean {
  const twentieth = (index * 7) % 20;
  return twentieth >= from && twentieth < to;
}

function encoded(strikes: readonly Strike[]): string[][] {
  const ordinals = new Map(
    CATEGORIES.map((column) => [column, byFrequency(strikes.map((strike) => strike[column] ?? ""))]),
  );
  return strikes.map((strike) => [
    strike[DAMAGE] === "None" ? "0" : "1",
    ...CATEGORIES.map((column) => String(ordinals.get(column)?.get(strike[column] ?? "") ?? 0)),
    String(new Date(strike["Flight Date"] ?? "").getUTCMonth() + 1),
    strike["Speed IAS in knots"] || "-1",
  ]);
}

function byFrequency(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ordered = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return new Map(ordered.map(([value], index) => [value, index]));
}

/** Whole or not at all, so that two programs may prepare at once. */
function save(path: string, rows: readonly string[][]): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, rows.map((row) => `${row.join(",")}\n`).join(""));
  renameSync(unfinished, path);
}

function packageFolder(): string {
  // vega-datasets exports its code alone, so its folder is found from the file that it does export.
  const entry = require.resolve("vega-datasets");
  return entry.slice(0, entry.lastIndexOf("vega-datasets") + "vega-datasets".length);
}

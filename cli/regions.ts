import { Command, Option } from "commander";

import { catalogVersion, findRegion, regions, type Region } from "../carbon";
import { InputError } from "./input-error";
import { withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { grid } from "./printing/grid";
import { json } from "./printing/json";
import type { RegionsOutput } from "./schemas/regions-output";
import type { Streams } from "./streams";

const features = ["sagemaker", "serverless", "neo", "xgboost", "mlflowApp"] as const;
type Feature = (typeof features)[number];
const orders = ["id", "grid", "emissions", "pue"] as const;
type Order = (typeof orders)[number];

interface Options {
  readonly feature: readonly Feature[];
  readonly allowed?: readonly string[];
  readonly sort: Order;
  readonly format: Format;
}

/**
 * `greenml regions`.
 * @public read on demand, which tools cannot see
 */
export function regionsCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("regions")
      .addOption(
        new Option("--feature <feature...>", "only regions that offer all of these").choices(features).default([]),
      )
      .option("--allowed <region...>", "only these regions")
      .addOption(new Option("--sort <order>", "emissions is grid x PUE").choices(orders).default("emissions"))
      .addOption(formatOption())
      .action((options: Options) => {
        const found = chosen(options);
        streams.out(options.format === "json" ? json(output(found)) : printed(found, options.format, streams));
      }),
  );
}

function chosen({ feature, allowed, sort }: Options): readonly Region[] {
  for (const id of allowed ?? []) {
    if (findRegion(id) === undefined) {
      throw new InputError(
        `Unknown region "${id}" in --allowed. Known: ${regions()
          .map((one) => one.id)
          .join(", ")}`,
      );
    }
  }
  return regions()
    .filter((one) => allowed === undefined || allowed.includes(one.id))
    .filter((one) => feature.every((name) => one.features[name]))
    .toSorted((one, other) => keyOf(one, sort) - keyOf(other, sort));
}

/** What a list is ordered by; equals stay in the order of their ids, and what has no figure comes last. */
function keyOf(one: Region, sort: Order): number {
  if (sort === "id") return 0;
  if (sort === "pue") return one.pue.value;
  return (sort === "grid" ? one.intensity?.value : gramsPerKwhUsed(one)) ?? Number.POSITIVE_INFINITY;
}

function gramsPerKwhUsed({ intensity, pue }: Region): number | undefined {
  return intensity === undefined ? undefined : intensity.value * pue.value;
}

function output(found: readonly Region[]): RegionsOutput {
  return {
    catalogVersion: catalogVersion(),
    regions: found.map(({ id, name, place, country, partition, intensity, pue, features: offered, source }) => ({
      id,
      name,
      place,
      country,
      partition,
      grid:
        intensity === undefined
          ? null
          : {
              gramsPerKwh: { low: intensity.low, likely: intensity.likely, high: intensity.high },
              year: intensity.year,
              zone: intensity.zone,
              basis: intensity.basis,
              source: intensity.source,
            },
      pue: { low: pue.low, likely: pue.likely, high: pue.high, year: pue.year, basis: pue.basis },
      gramsPerKwhUsed: intensity === undefined ? null : intensity.value * pue.value,
      features: features.filter((name) => offered[name]),
      acceleratorFamilies: [...offered.acceleratorFamilies],
      featuresAsOf: offered.asOf,
      source,
    })),
  };
}

function printed(found: readonly Region[], format: Exclude<Format, "json">, streams: Streams): string {
  const table = grid(
    [
      { head: "region" },
      { head: "place", grows: true },
      { head: "grid", align: "right" },
      { head: "year", align: "right" },
      { head: "PUE", align: "right" },
      { head: "grid x PUE", align: "right" },
      { head: "offers" },
    ],
    found.map((one) => ({
      cells: [
        one.id,
        one.place,
        one.intensity === undefined ? "unknown" : String(Math.round(one.intensity.value)),
        one.intensity === undefined ? "" : String(one.intensity.year),
        `${one.pue.value.toFixed(2)}${one.pue.basis === "aws-published" ? "" : "*"}`,
        one.intensity === undefined ? "unknown" : String(Math.round(one.intensity.value * one.pue.value)),
        letters(one),
      ],
    })),
    format,
    streams.colour,
  );
  return `${table}\n${legend()}\n`;
}

function legend(): string {
  return `grid and grid x PUE in gCO2e/kWh, location-based yearly average. * an average of
many sites: AWS publishes none. SageMaker offers S serverless endpoints, N Neo,
X built-in XGBoost, M MLflow Apps; "none" where it is not there at all.
Catalogue ${catalogVersion()}.`;
}

function letters({ features: offered }: Region): string {
  if (!offered.sagemaker) return "none";
  return [
    offered.serverless ? "S" : "-",
    offered.neo ? "N" : "-",
    offered.xgboost ? "X" : "-",
    offered.mlflowApp ? "M" : "-",
  ].join("");
}

import { Command, Option } from "commander";

import {
  asynchronousMonthFootprint,
  catalogVersion,
  exactly,
  findRegion,
  hours,
  instances,
  newestGeneration,
  notebookMonthFootprint,
  processingFootprint,
  trainingFootprint,
  transformFootprint,
  type Footprint,
  type Instance,
  type InstanceUse,
} from "../carbon";
import { InputError } from "./input-error";
import { emissionsCell, usdCell } from "./printing/figures";
import { withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { grid, paragraph } from "./printing/grid";
import { json } from "./printing/json";
import type { InstancesOutput } from "./schemas/instances-output";
import type { Streams } from "./streams";

const uses = ["training", "endpoint", "transform", "processing", "notebook", "studio", "hyperpod"] as const;

interface Options {
  readonly use: InstanceUse;
  readonly family?: string;
  readonly region?: string;
  readonly format: Format;
}

interface Listed {
  readonly instance: Instance;
  readonly newer: string | undefined;
  readonly hour: Footprint | undefined;
}

/**
 * `greenml instances`.
 * @public read on demand, which tools cannot see
 */
export function instancesCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("instances")
      .addOption(new Option("--use <use>", "what SageMaker must accept the type for").choices(uses).default("training"))
      .option("--family <family>", 'only this family, such as "m7i"')
      .option("--region <region>", "add what an hour emits and costs there")
      .addOption(formatOption())
      .action((options: Options) => {
        const found = chosen(options);
        streams.out(options.format === "json" ? json(output(found, options)) : printed(found, options, streams));
      }),
  );
}

function chosen({ use, family, region }: Options): readonly Listed[] {
  if (region !== undefined && findRegion(region) === undefined)
    throw new InputError(`Unknown region "${region}" in --region`);
  const usable = instances().filter((one) => one.uses.has(use));
  const found = usable.filter((one) => family === undefined || one.family === family.replace(/^ml\./, ""));
  if (usable.length === 0) throw new InputError(`Expected types for ${use} in the catalogue, got none`);
  if (found.length === 0) {
    const known = [...new Set(usable.map((one) => one.family))].toSorted();
    throw new InputError(`Unknown family "${family ?? ""}" for ${use} in --family. Known: ${known.join(", ")}`);
  }
  return found.map((instance) => ({
    instance,
    newer: newestGeneration(instance, use)?.type,
    hour: region === undefined ? undefined : hourOf(instance, use, region),
  }));
}

/** One hour on one machine at the usual load of the use. */
function hourOf({ type }: Instance, use: InstanceUse, region: string): Footprint {
  const where = { region, instanceType: type };
  const hour = exactly(hours(1));
  if (use === "endpoint") return asynchronousMonthFootprint({ ...where, hoursAwake: hour });
  if (use === "notebook" || use === "studio") return notebookMonthFootprint({ ...where, hoursPerMonth: hour });
  if (use === "transform") return transformFootprint({ ...where, hours: hour });
  if (use === "processing") return processingFootprint({ ...where, hours: hour });
  return trainingFootprint({ ...where, hours: hour });
}

function output(found: readonly Listed[], { region }: Options): InstancesOutput {
  return {
    catalogVersion: catalogVersion(),
    region: region ?? null,
    instances: found.map(({ instance, newer, hour }) => ({
      type: instance.type,
      family: instance.family,
      uses: [...instance.uses],
      vcpu: instance.vcpu,
      memoryGib: instance.memoryGib,
      accelerator: instance.accelerator ?? null,
      acceleratorCount: instance.acceleratorCount,
      architecture: instance.architecture,
      launchYear: instance.launchYear,
      newerGeneration: newer ?? null,
      hour: hour === undefined ? null : { energyKwh: hour.energy, emissionsGrams: hour.emissions, costUsd: hour.cost },
      source: instance.source,
    })),
  };
}

function printed(found: readonly Listed[], { format, region, use }: Options, streams: Streams): string {
  const table = grid(
    [
      { head: "type" },
      ...(region === undefined ? [{ head: "year", align: "right" } as const] : []),
      { head: "vCPU", align: "right" },
      { head: "GiB", align: "right" },
      { head: "accelerators", grows: true },
      ...(region === undefined ? [{ head: "newer" }] : [{ head: "gCO2e an hour" }, { head: "USD an hour" }]),
    ],
    found.map(({ instance, newer, hour }) => ({
      cells: [
        instance.type,
        ...(region === undefined ? [String(instance.launchYear)] : []),
        String(instance.vcpu),
        String(instance.memoryGib),
        instance.accelerator === undefined ? "" : `${instance.acceleratorCount} x ${instance.accelerator}`,
        ...(hour === undefined ? [newer ?? ""] : [emissionsCell(hour.emissions), usdCell(hour.cost)]),
      ],
    })),
    format === "markdown" ? "markdown" : "table",
    streams.colour,
  );
  const where = region === undefined ? "" : ` An hour is at the usual load of the use in ${region}.`;
  return `${table}\n${paragraph(`${found.length} types for ${use}.${where} Catalogue ${catalogVersion()}.`)}\n`;
}

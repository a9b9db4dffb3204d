import { Command } from "commander";

import { place, type Placement, type RunnerUp } from "../carbon";
import { InputError } from "./input-error";
import { readPins } from "./placing/pin-file";
import { findProjectFolder } from "./placing/project-folder";
import { requestFile, requestOf } from "./placing/request-file";
import { withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { json } from "./printing/json";
import { printedPlacement } from "./printing/printed-placement";
import { parsed } from "./reading/parsed";
import { readText } from "./reading/read-text";
import { yamlOrJson } from "./reading/yaml-or-json";
import type { PlaceOutput } from "./schemas/place-output";
import type { Streams } from "./streams";

interface Options {
  readonly all?: true;
  readonly cwd: string;
  readonly format: Format;
}

/**
 * `greenml place`.
 * @public read on demand, which tools cannot see
 */
export function placeCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("place")
      .argument("<request>", "what has to run and what it needs (YAML or JSON); - is standard input")
      .option("--all", "name everything that was rejected")
      .option("--cwd <folder>", "folder of the Pulumi project whose pins are kept", ".")
      .addOption(formatOption())
      .action((file: string, options: Options) => {
        const value = yamlOrJson(readText(file, "REQUEST"), file);
        const { name, request } = requestOf(parsed(requestFile, value, file));
        const placement = decided(() => place(request, { pin: pinOf(name, options.cwd) }));
        if (options.format === "json") streams.out(json(output(name, placement)));
        else {
          const choice = { format: options.format, all: options.all === true, colour: streams.colour ?? false };
          streams.out(printedPlacement(placement, choice));
        }
      }),
  );
}

function pinOf(name: string | undefined, cwd: string): ReturnType<typeof readPins>["pins"][string] | undefined {
  const folder = name === undefined ? undefined : findProjectFolder(cwd);
  if (name === undefined || folder === undefined) return undefined;
  const { pins } = readPins(folder);
  return Object.hasOwn(pins, name) ? pins[name] : undefined;
}

/** A request that nothing fits throws one sentence for its author; any other error is a fault of ours. */
function decided(decide: () => Placement): Placement {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Error && ["Error", "RangeError"].includes(error.name)) throw new InputError(error.message);
    throw error;
  }
}

function spot({ region, instanceType, instanceCount, emissions, cost }: RunnerUp): {
  region: string;
  instanceType: string | null;
  instanceCount: number | null;
  emissionsGrams: PlaceOutput["emissionsGrams"];
  costUsd: PlaceOutput["costUsd"];
} {
  return {
    region,
    instanceType: instanceType ?? null,
    instanceCount: instanceCount ?? null,
    emissionsGrams: emissions,
    costUsd: cost,
  };
}

function otherSignalOf(other: Placement["otherSignal"]): PlaceOutput["otherSignal"] {
  return other === undefined ? null : { signal: other.signal, ...spot(other) };
}

function journeyOf({ journey }: Placement): PlaceOutput["journey"] {
  if (journey === undefined) return null;
  const { there, secondCopy, back } = journey.cost;
  return { thereUsd: there, secondCopyUsd: secondCopy, backUsd: back };
}

function evidenceOf({ kind, basis, measurements = [] }: Placement["evidence"]): PlaceOutput["evidence"] {
  return { kind, basis, measurements: measurements.map((one) => ({ ...one, unused: one.unused ?? null })) };
}

function output(name: string | undefined, placement: Placement): PlaceOutput {
  const { pinned, runnersUp, pareto, rejected, evidence, otherSignal } = placement;
  return {
    catalogVersion: placement.catalogVersion,
    name: name ?? null,
    ...spot(placement),
    signal: placement.signal,
    otherSignal: otherSignalOf(otherSignal),
    evidence: evidenceOf(evidence),
    pinned:
      pinned === undefined
        ? null
        : {
            since: pinned.pinnedAt,
            why: pinned.why,
            wouldMoveTo: pinned.move?.region ?? null,
            wouldSaveGrams: pinned.move?.saves ?? null,
          },
    reasons: [...placement.reasons],
    runnersUp: runnersUp.map(spot),
    pareto: pareto.map((one) => ({ ...spot(one), usdPerTonne: one.usdPerTonne ?? null })),
    usdPerTonne: placement.usdPerTonne ?? null,
    journey: journeyOf(placement),
    breakEvenGigabytes: placement.breakEvenGigabytes ?? null,
    breakEvenRuns: placement.breakEvenRuns ?? null,
    rejected: rejected.map(({ region, instanceType, because }) => ({
      region: region ?? null,
      instanceType: instanceType ?? null,
      because,
    })),
  };
}

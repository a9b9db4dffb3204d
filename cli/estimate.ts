import { createRequire } from "node:module";

import { Command, InvalidArgumentError, Option } from "commander";

import { CATALOG_VERSION, type Estimate, type GridSignal } from "../carbon";
import { InputError } from "./input-error";
import { formatOption, type Format } from "./printing/format-option";
import { printJson, type Printable } from "./printing/json";
import { printedEstimate } from "./printing/printed-estimate";
import type { EstimateCommandOutput } from "./schemas/estimate-output";
import type { StackResource } from "./stack/stack-resource";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";
import type { Askable } from "./usage/write-usage";
import { noUsage, type Usage } from "./usage/usage";
import { askedFor, perThousandRequests } from "./work/beside";
import { entriesOf, inputFile, knobsFor, type Entry, type InputFile } from "./work/entries";
import type { Beside } from "./work/figures";
import { footprints } from "./work/footprints";
import { exceededBy } from "./work/thresholds";
import { totalOf, totalRule, type Total } from "./work/total";

const load = createRequire(__filename);

interface Options {
  readonly usage?: string;
  readonly writeUsage?: string;
  readonly maxGrams?: number;
  readonly maxUsd?: number;
  readonly all?: true;
  readonly water?: true;
  readonly marketBased?: true;
  readonly signal: GridSignal;
  readonly format: Format;
}

/**
 * `greenml estimate`.
 * @public read on demand, which tools cannot see
 */
export function estimateCommand(streams: Streams): Command {
  return new Command("estimate")
    .argument("<file...>", '"pulumi stack export", "pulumi preview --json" or a workload file; - is standard input')
    .option("--usage <file>", "hours, requests and load of resources, by URN, name or type (YAML or JSON)")
    .option("--write-usage <file>", "write such a file for this input, every line a comment, and stop")
    .option("--max-grams <gCO2e>", "end with 1 if the total likely emits more", nonNegative)
    .option("--max-usd <USD>", "end with 1 if the total likely costs more", nonNegative)
    .addOption(signalOption())
    .option("--market-based", "show also operational emissions by AWS's own claim of bought electricity")
    .option("--water", "show also the water that sites take for cooling")
    .option("--all", "name every resource that is not estimated, not only the first of a type")
    .addOption(formatOption())
    .action((files: readonly string[], options: Options) => {
      run(files, options, streams);
    });
}

function signalOption(): Option {
  return new Option("--signal <signal>", "emissions of the grid: its yearly average, or what one more kWh causes")
    .choices(["average", "marginal"])
    .default("average");
}

function nonNegative(value: string): number {
  const parsed = Number(value);
  if (value.trim() !== "" && Number.isFinite(parsed) && parsed >= 0) return parsed;
  throw new InvalidArgumentError("Expected a number of at least 0.");
}

function run(files: readonly string[], options: Options, streams: Streams): void {
  const inputs = files.map(inputFile);
  const resources = inputs.flatMap((one) => (one.kind === "workload" ? [] : one.resources));
  refuseDoubles(inputs);
  if (options.writeUsage !== undefined) {
    const { writeUsage } = load("./usage/write-usage") as typeof import("./usage/write-usage");
    writeUsage(options.writeUsage, askable(resources));
    streams.err(`greenml: wrote ${options.writeUsage}; nothing counts in it until you take a # away\n`);
    return;
  }
  const usage = options.usage === undefined ? noUsage : usageIn(options.usage, resources);
  const asked = askedFor(options);
  const made = footprints(options.signal);
  const entries = inputs.flatMap((one) => entriesOf(one, usage, made));
  const total = totalOf(entries, asked);
  const { exceeded, unsure } = exceededBy(total, options);
  const result = { inputs, entries, total, exceeded, asked, signal: options.signal };
  if (options.format === "json")
    printJson(output(result), (text) => {
      streams.out(text);
    });
  else streams.out(printedEstimate(result, { ...options, format: options.format, colour: streams.colour ?? false }));
  for (const one of unsure) streams.err(`greenml: ${one}\n`);
  if (exceeded.length > 0) throw new ThresholdExceeded(exceeded.join("; "));
}

function usageIn(file: string, resources: readonly StackResource[]): Usage {
  const { readUsage } = load("./usage/usage-file") as typeof import("./usage/usage-file");
  return readUsage(file, resources);
}

/** The same resource in two files, as in a state and the preview of it, would count twice. */
function refuseDoubles(inputs: readonly InputFile[]): void {
  if (inputs.length < 2) return;
  const seen = new Map<string, string>();
  for (const input of inputs) {
    for (const { urn } of input.kind === "workload" ? [] : input.resources) {
      const before = seen.get(urn);
      if (before !== undefined && before !== input.file) {
        throw new InputError(`Cannot add up ${before} and ${input.file} because both hold ${urn}: give one of them`);
      }
      seen.set(urn, input.file);
    }
  }
}

function askable(resources: readonly StackResource[]): readonly Askable[] {
  return resources
    .filter(({ leaves, type }) => leaves === undefined && knobsFor(type).length > 0)
    .map((resource) => ({ resource, knobs: knobsFor(resource.type) }));
}

/** A whole estimate. */
export interface EstimateResult {
  readonly inputs: readonly InputFile[];
  readonly entries: readonly Entry[];
  readonly total: Total;
  readonly exceeded: readonly string[];
  readonly asked: readonly (keyof Beside)[];
  readonly signal: GridSignal;
}

function output({ inputs, entries, total, exceeded, asked, signal }: EstimateResult): Printable<EstimateCommandOutput> {
  return {
    catalogVersion: CATALOG_VERSION,
    signal,
    files: inputs.map(({ file, kind }) => ({ file, kind })),
    estimated: estimated(entries, asked),
    notEstimated: notEstimated(entries),
    total: {
      rule: totalRule,
      energyKwh: total.energy,
      emissionsGrams: total.emissions,
      costUsd: total.cost,
      ...besideOf(total.beside, asked),
      leftOut: total.leftOut,
    },
    exceeded: [...exceeded],
  };
}

function besideOf(
  figures: Beside,
  asked: readonly (keyof Beside)[],
): Partial<Record<"marketBasedGrams" | "waterLitres", Estimate<number>>> {
  return Object.fromEntries(
    asked.map((name) => [name === "water" ? "waterLitres" : "marketBasedGrams", figures[name]]),
  );
}

function* estimated(
  entries: readonly Entry[],
  asked: readonly (keyof Beside)[],
): Generator<EstimateCommandOutput["estimated"][number]> {
  for (const { file, name, type, urn, finding } of entries) {
    if (finding.kind !== "estimated") continue;
    const { figures } = finding;
    const row = {
      file,
      name,
      type,
      urn: urn ?? null,
      what: finding.what,
      region: finding.region,
      per: finding.per,
      runsPerMonth: finding.runsPerMonth,
      energyKwh: figures.energy,
      operationalGrams: figures.operational,
      embodiedGrams: figures.embodied,
      emissionsGrams: figures.emissions,
      costUsd: figures.cost,
    };
    const sci = perThousandRequests(finding);
    // Most rows need nothing more, and copying them all takes time.
    if (sci === undefined && asked.length === 0) yield row;
    else yield { ...row, ...besideOf(figures, asked), ...(sci === undefined ? {} : { sciGramsPer1000Requests: sci }) };
  }
}

function* notEstimated(entries: readonly Entry[]): Generator<EstimateCommandOutput["notEstimated"][number]> {
  for (const { file, name, type, urn, finding } of entries) {
    if (finding.kind !== "unestimated") continue;
    yield { file, name, type, urn: urn ?? null, because: finding.because, matters: finding.matters };
  }
}

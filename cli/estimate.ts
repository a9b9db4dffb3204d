import { createRequire } from "node:module";

import { Command, InvalidArgumentError, Option } from "commander";

import type { GridSignal } from "../carbon";
import { InputError } from "./input-error";
import { estimateJson } from "./printing/estimate-json";
import { withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { printJson } from "./printing/json";
import { printedEstimate } from "./printing/printed-estimate";
import type { StackResource } from "./stack/stack-resource";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";
import type { Askable } from "./usage/write-usage";
import { noUsage, type Usage } from "./usage/usage";
import { askedFor } from "./work/beside";
import { entriesOf, inputFile, knobsFor, type InputFile } from "./work/entries";
import { footprints } from "./work/footprints";
import { typeMeasurements } from "./work/measured-usage";
import { exceededBy } from "./work/thresholds";
import { totalOf } from "./work/total";

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
  return withOwnCatalog(
    new Command("estimate")
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
      }),
  );
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
  const measured = inputs.flatMap((one) => (one.kind === "workload" ? one.measured : []));
  const ofTypes = typeMeasurements([...usage.measured, ...measured]);
  const made = footprints(options.signal, ofTypes);
  const entries = inputs.flatMap((one) => entriesOf(one, usage, made));
  const unused = ofTypes.unused();
  if (unused !== undefined) {
    throw new InputError(`Cannot use what was measured of "${unused}" because nothing in the input runs on it`);
  }
  const total = totalOf(entries, asked);
  const { exceeded, unsure } = exceededBy(total, options);
  const result = { inputs, entries, total, exceeded, asked, signal: options.signal };
  if (options.format === "json")
    printJson(estimateJson(result), (text) => {
      streams.out(text);
    });
  else {
    const choice = { ...options, format: options.format, colour: streams.colour ?? false };
    streams.out(printedEstimate(result, choice));
  }
  for (const one of [...failures(inputs), ...unsure]) streams.err(`greenml: ${one}\n`);
  if (exceeded.length > 0) throw new ThresholdExceeded(exceeded.join("; "));
}

function usageIn(file: string, resources: readonly StackResource[]): Usage {
  const { readUsage } = load("./usage/usage-file") as typeof import("./usage/usage-file");
  return readUsage(file, resources);
}

/** Previews that met an error, one sentence each. */
function failures(inputs: readonly InputFile[]): readonly string[] {
  return inputs.flatMap((one) =>
    one.kind === "workload" || one.failed === undefined
      ? []
      : [`the preview in ${one.file} failed: what comes after its error is in no figure`],
  );
}

/** The same resource in two files, as in a state and the preview of it, would count twice. */
function refuseDoubles(inputs: readonly InputFile[]): void {
  if (inputs.length < 2) return;
  const seen = new Map<string, InputFile>();
  for (const input of inputs) {
    for (const { urn } of input.kind === "workload" ? [] : input.resources) {
      const before = seen.get(urn);
      if (before !== undefined && before !== input) {
        throw new InputError(
          `Cannot add up ${before.file} and ${input.file} because both hold ${urn}: give one of them`,
        );
      }
      seen.set(urn, input);
    }
  }
}

function askable(resources: readonly StackResource[]): readonly Askable[] {
  return resources
    .filter(({ leaves, type }) => leaves === undefined && knobsFor(type).length > 0)
    .map((resource) => ({ resource, knobs: knobsFor(resource.type) }));
}

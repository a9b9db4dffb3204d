import type { PolicyResource } from "@pulumi/policy";
import { findImageRegistry, regions } from "../../carbon/index";
import { ifKnown, knownYet, type Reading } from "./known-yet";
import { perStack } from "./per-stack";
import type { JudgedResource } from "./job-requests";
import { comesFrom, containersOf, weightsOf } from "./models";
import { type Fields, partAt, textAt } from "./request-fields";

/**
 * How a model was optimised, in words, where anything tells: what it is made of, its image, its container's environment, its names.
 * Throws the SDK's report where nothing tells yet and something is unknown.
 */
export function optimisationOf(
  model: PolicyResource,
  resources: readonly PolicyResource[],
  words: readonly string[],
): string | undefined {
  if (comesFrom(model, ["CompilationJob"])) return "compiled by Neo";
  // Weights as a training left them are not optimised, whatever their address will be.
  const trained = comesFrom(model, ["TrainingJob", "HyperParameterTuningJob"]);
  const containers = containersOf(model);
  const readings: readonly Reading<string | undefined>[] = [
    ...containers.map((container) => knownYet(() => byImage(container))),
    ...containers.map((container) => knownYet(() => byEnvironment(container))),
    ...(trained ? [] : containers.map((container) => knownYet(() => byWeights(container, resources, words)))),
    { known: true, value: byWords([model.name, ifKnown(() => textAt(model.props, "Name")) ?? ""], words) },
  ];
  const told = readings.flatMap((reading) => (reading.known && reading.value !== undefined ? [reading.value] : []));
  const unknown = readings.find((reading) => !reading.known);
  if (told[0] === undefined && unknown?.known === false) throw unknown.report;
  return told[0];
}

function byImage(container: Fields): string | undefined {
  const [account = ""] = (textAt(container, "Image") ?? "").split(".");
  return neoAccounts().has(account) ? "compiled by Neo" : undefined;
}

let accounts: ReadonlySet<string> | undefined;

/** The accounts that hold Neo's own images, in all regions. */
function neoAccounts(): ReadonlySet<string> {
  const all = () => regions().map(({ id }) => findImageRegistry(id)?.neo);
  accounts ??= new Set(all().filter((account) => account !== undefined));
  return accounts;
}

/** Serving containers take the way of quantisation from a variable such as OPTION_QUANTIZE or HF_MODEL_QUANTIZE. */
function byEnvironment(container: Fields): string | undefined {
  const environment = partAt(container, "Environment") ?? {};
  const variable = Object.keys(environment).find((one) => /(^|_)QUANTI[ZS](E|ATION)$/i.test(one));
  const way = variable === undefined ? undefined : textAt(environment, variable);
  return way === undefined || /^(none|false|0)$/i.test(way) ? undefined : `quantised (${variable ?? ""} ${way})`;
}

function byWeights(
  container: Fields,
  resources: readonly JudgedResource[],
  words: readonly string[],
): string | undefined {
  const weights = weightsOf(container);
  const made = weights.some((address) => compiledTo(resources).some((path) => address.startsWith(path)));
  return made ? "compiled by Neo" : byWords(weights, words);
}

/** The addresses that the compilations of a stack write below, as far as they are known. */
const compiledTo = perStack((resources: readonly JudgedResource[]): readonly string[] =>
  resources
    .filter(({ type }) => type === "greenml:jobs:CompilationJob")
    .map(({ props }) => ifKnown(() => textAt(props, "Request", "OutputConfig", "S3OutputLocation")))
    .filter((path) => path !== undefined),
);

function byWords(texts: readonly string[], words: readonly string[]): string | undefined {
  const parts = new Set(texts.flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/)));
  const word = words.find((one) => parts.has(one.toLowerCase()));
  return word === undefined ? undefined : `called "${word}"`;
}

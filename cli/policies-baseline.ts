import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import {
  BASELINE_FILE,
  type Baseline,
  baselineEntry,
  readBaseline,
  stackNameOf,
} from "../policies/judging/stack/baseline";
import { carbon, money, roundedUp, type Unit } from "../policies/judging/stack/stack-month";
import { ifKnown } from "../policies/reading/known-yet";
import type { StackResource as JudgedStackResource } from "../policies/judging/work/piece-of-work";
import { stackWork } from "../policies/judging/work/stack-work";
import { startedWork } from "../policies/reading/started-work";
import { InputError } from "./input-error";
import { readText } from "./reading/read-text";
import { yamlOrJson } from "./reading/yaml-or-json";
import { plain } from "./stack/property";
import { stackFileOf } from "./stack/stack-file";
import { isBag, type Bag, type StackResource } from "./stack/stack-resource";
import type { Streams } from "./streams";
import { writeWhole } from "./writing/write-whole";

/** `greenml policies baseline`. */
export function baselineCommand(streams: Streams): Command {
  return new Command("baseline")
    .description("write what a stack runs all month into greenml.baseline.json, for the rule stack-baseline")
    .argument("<file>", '"pulumi stack export" or "pulumi preview --json"; - is standard input')
    .option("--job-runs <number>", "how often a month each job of the stack itself counts", "0")
    .action((file: string, { jobRuns }: { jobRuns: string }, command: Command) => {
      streams.out(
        `${writeBaseline(command.optsWithGlobals<{ readonly cwd: string }>().cwd, file, wholeNumber(jobRuns))}\n`,
      );
    });
}

function wholeNumber(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InputError(`Expected --job-runs to be a whole number of at least 0, got "${value}"`);
}

/** Writes what a stack is now into the baseline of its project; other stacks in it stay as they are. */
function writeBaseline(cwd: string, file: string, jobRunsPerMonth: number): string {
  const stack = stackFileOf(yamlOrJson(readText(file, "FILE"), file), file);
  const resources = (stack?.resources ?? []).filter(({ leaves }) => leaves === undefined);
  const [first] = resources;
  if (first === undefined) {
    throw new InputError(
      `Cannot use ${file} because it holds no resources of "pulumi stack export" or "pulumi preview --json"`,
    );
  }
  const target = join(resolve(cwd), BASELINE_FILE);
  const before = existsSync(target) ? baselineIn(target) : { stacks: {} };
  const name = stackNameOf(first.urn);
  const entry = baselineEntry(stackWork(judged(resources)).pieces, jobRunsPerMonth);
  const stacks = Object.entries({ ...before.stacks, [name]: entry }).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  writeWhole(target, `${JSON.stringify({ ...before, stacks: Object.fromEntries(stacks) }, undefined, 2)}\n`);
  const unknown = entry.unknownEmissions.length;
  const missing = unknown === 0 ? "" : `; ${unknown} without a figure`;
  return `Wrote ${target}: ${name} up to ${written(carbon, entry.kilogramsPerMonth)} of CO2e and ${written(money, entry.usdPerMonth)} a month${missing}.`;
}

function written(unit: Unit, amount: number): string {
  return unit.written(amount === 0 ? 0 : roundedUp(amount));
}

function baselineIn(file: string): Baseline {
  try {
    return readBaseline(file);
  } catch (error) {
    throw new InputError(`Cannot add to ${file} because of ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Resources as the pack sees them, with the work that they start. */
function judged(resources: readonly StackResource[]): readonly JudgedStackResource[] {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const own = resources.map((one) => {
    const [provider, parent] = [one.provider, one.parent].map((urn) =>
      urn === undefined ? undefined : byUrn.get(urn),
    );
    return {
      ...seen(one),
      provider: provider === undefined ? undefined : seen(provider),
      parent: parent === undefined ? undefined : seen(parent),
    };
  });
  const started = own.flatMap((one) => (ifKnown(() => startedWork(one)) ?? []).map((work) => ({ ...one, ...work })));
  return [...own, ...started];
}

function seen({ type, urn, name, inputs, outputs }: StackResource): JudgedStackResource {
  return { type, urn, name, props: revealed({ ...inputs, ...outputs }) as Bag };
}

/** A value without what is unknown or secret in it. */
function revealed(value: unknown): unknown {
  const whole = plain({ value }, ["value"]);
  if (Array.isArray(whole)) return whole.map(revealed);
  if (!isBag(whole)) return whole;
  return Object.fromEntries(Object.entries(whole).map(([key, one]) => [key, revealed(one)]));
}

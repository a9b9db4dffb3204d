import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  dataTransferFootprint,
  dynamoDbMonthFootprint,
  endpointMonthFootprint,
  exactly,
  findAccelerator,
  fraction,
  instance,
  perUnit,
  serverlessMonthFootprint,
  storageMonthFootprint,
  trainingFootprint,
  tuningFootprint,
  type RunUsage,
} from "../../../carbon";
import { coefficients } from "../../../carbon/catalog/coefficients";
import { acceleratorPower } from "../../../carbon/estimate/accelerator-power";
import { loadOf, type LoadedUse } from "../../../carbon/estimate/default-load";
import { hostPower } from "../../../carbon/estimate/host-power";
import { machinePower } from "../../../carbon/estimate/machine-power";
import { meteredPower, type MeterScope } from "../../../carbon/estimate/metered-power";
import { combine } from "../../../carbon/units/combine";
import { known } from "../../../carbon/units/join-estimates";
import { range } from "../../../carbon/units/range";
import { sumEstimates } from "../../../carbon/units/sum-estimates";
import { validate } from "../../../cli/validate";
import { bare, expectGiven, worked } from "../page";
import {
  defaultLoadRunsFile,
  fourthRunsFile,
  furtherRunsFile,
  laterRunsFile,
  otherRunsFile,
  run,
} from "./greenml-validate";

const page = readFileSync(join(__dirname, "../../../docs/methodology.md"), "utf8");

interface Example {
  readonly call: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly steps: readonly string[];
  readonly gives: Readonly<Record<string, string>>;
  /** Decimals to which the code keeps the result. */
  readonly precision?: number;
}

const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text!) as Example);

/** What the page may call. Arguments come from its text, so their types are what the example says. */
const calls: Readonly<Record<string, (args: never) => unknown>> = {
  trainingFootprint,
  tuningFootprint,
  endpointMonthFootprint,
  serverlessMonthFootprint,
  storageMonthFootprint,
  dataTransferFootprint,
  dynamoDbMonthFootprint,
  hostPower: ({ type, load }: { type: string; load: number }) => hostPower(instance(type), exactly(fraction(load))),
  machinePower: ({ type, load }: { type: string; load: number }) =>
    machinePower(instance(type), exactly(fraction(load))).power,
  acceleratorPower: ({ name, count, load }: { name: string; count: number; load: number }) =>
    acceleratorPower(findAccelerator(name)!, count, exactly(fraction(load))),
  acceleratorLoad: ({ use, type }: { use: LoadedUse; type: string }) => loadOf(use, instance(type), undefined),
  meteredPower: ({ type, load, ...seen }: { type: string; load: number; scope: MeterScope; used?: number }) =>
    meteredPower({ machine: instance(type), load: exactly(fraction(load)), ...seen }),
  perThousandInferences: ({ inferences, ...usage }: RunUsage & { inferences: number }) =>
    perUnit(trainingFootprint(usage), { unit: "1,000 inferences", count: inferences / 1000 }),
  combine: ({ product }: { product: readonly (readonly [number, number, number])[] }) =>
    combine(
      product.map((one) => range(...one)),
      (...values: readonly number[]) => values.reduce((all, one) => all * one, 1),
    ),
  sum: ({ parts, correlation }: { parts: readonly (readonly [number, number, number])[]; correlation: number }) =>
    sumEstimates(
      parts.map((one) => known(range(...one), "stated")),
      fraction(correlation),
      (value) => value,
    ),
};

/** Groups of the coefficients table that hold defaults, in words. */
const kinds: Readonly<Record<string, string>> = {
  utilisation: "load without accelerators",
  accelerator_draw: "share of the maximum",
  accelerator_load: "load of accelerators",
};

function percent(share: number | null): string {
  return ((share ?? Number.NaN) * 100).toFixed(0);
}

function block(name: string): string {
  const [, text] = new RegExp(`<!-- ${name}:begin -->([\\s\\S]*?)<!-- ${name}:end -->`).exec(page) ?? [];
  return bare(text ?? "");
}

/** The tables that the command prints of a file. */
function printed(file: string): readonly string[] {
  return run(file, "--format", "markdown").out.split(/\n\n(?=\|)/);
}

describe("docs/methodology.md", () => {
  it("works every formula once", () => {
    expect(examples.length).toBe(17);
    expect(new Set(examples.map((one) => one.call))).toEqual(new Set(Object.keys(calls)));
  });

  it.each(examples.map((one, index) => [index + 1, one.call, one] as const))(
    "recomputes example %i, %s",
    (_, call, example) => {
      const values = worked(example.steps);
      expectGiven(calls[call]!(example.with as never), example.gives, values, example.precision ?? 6);
    },
  );

  it("states the score on the runs behind the defaults", () => {
    const behind = validate(defaultLoadRunsFile).summary.measured;
    expect(behind).toMatchObject({ scored: 6, insideShare: 1 });
    expect(page).toContain(
      `all are inside, with a median error of ${percent(behind.medianAbsoluteError)} %, and foresee nothing.`,
    );
  });

  it.each([
    ["other-runs", otherRunsFile],
    ["further-runs", furtherRunsFile],
    ["fourth-runs", fourthRunsFile],
  ])("shows the score on the %s, and those of them that are outside", (name, file) => {
    const [summary = "", scored = ""] = printed(file);
    const [head = "", rule = "", ...rows] = scored.split("\n");
    const outside = rows.filter((row) => row.endsWith("| no |"));
    expect(block(name)).toBe(bare([summary, "", head, rule, ...outside].join("\n")));
  });

  it("shows the score on the later runs", () => {
    expect(block("later-runs")).toBe(bare(printed(laterRunsFile).join("\n\n")));
  });

  it("shows the default loads of the coefficients table", () => {
    const rows = coefficients()
      .filter(({ group }) => group in kinds)
      .map((one) => {
        return `| ${kinds[one.group] ?? ""} | ${one.key} | ${one.low} | ${one.likely} | ${one.high} | ${one.source} |`;
      });
    const head = ["| default | work | low | likely | high | source |", "| --- | --- | ---: | ---: | ---: | --- |"];
    expect(block("loads")).toBe(bare([...head, ...rows].join("\n")));
  });

  it("shows what greenml validate says of the reference table, but for the skipped rows", () => {
    const printed = run("--format", "markdown").out.split(/\n(?=\| skipped row)/)[0]!;
    expect(block("validation")).toBe(bare(printed));
  });
});

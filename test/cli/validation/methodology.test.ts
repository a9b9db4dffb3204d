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
import { fractions } from "../../../carbon/estimate/default-load";
import { hostPower } from "../../../carbon/estimate/host-power";
import { machinePower } from "../../../carbon/estimate/machine-power";
import { meteredPower, type MeterScope } from "../../../carbon/estimate/metered-power";
import { combine } from "../../../carbon/units/combine";
import { known } from "../../../carbon/units/join-estimates";
import { range } from "../../../carbon/units/range";
import { sumEstimates } from "../../../carbon/units/sum-estimates";
import { validate } from "../../../cli/validate";
import { bare, expectGiven, worked } from "../page";
import { halves, defaultLoadRunsFile, run, scores } from "./greenml-validate";

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
  acceleratorLoad: ({ use }: { use: string }) => fractions("accelerator_load", use),
  meteredPower: ({ type, load, scope }: { type: string; load: number; scope: MeterScope }) =>
    meteredPower(instance(type), exactly(fraction(load)), scope),
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

function percent(share: number | null): string {
  return ((share ?? Number.NaN) * 100).toFixed(0);
}

function block(name: string): string {
  const [, text] = new RegExp(`<!-- ${name}:begin -->([\\s\\S]*?)<!-- ${name}:end -->`).exec(page) ?? [];
  return bare(text ?? "");
}

describe("docs/methodology.md", () => {
  it("works every formula once", () => {
    expect(examples.length).toBe(16);
    expect(new Set(examples.map((one) => one.call))).toEqual(new Set(Object.keys(calls)));
  });

  it.each(examples.map((one, index) => [index + 1, one.call, one] as const))(
    "recomputes example %i, %s",
    (_, call, example) => {
      const values = worked(example.steps);
      expectGiven(calls[call]!(example.with as never), example.gives, values, example.precision ?? 6);
    },
  );

  it("states the scores on the halves of the table and outside of it", () => {
    const errors = halves().map((text) => percent(scores(text).summary.measured.medianAbsoluteError));
    const other = validate(defaultLoadRunsFile).summary.measured;
    expect(page).toContain(
      `On either half the median error is ${errors.toSorted().join(" and ")} %. On six runs outside the table all are inside, ` +
        `with a median error of ${percent(other.medianAbsoluteError)} %;`,
    );
    expect(other).toMatchObject({ scored: 6, insideShare: 1 });
  });

  it("shows the default loads of the coefficients table", () => {
    const rows = coefficients()
      .filter(({ group }) => group === "accelerator_load" || group === "utilisation")
      .map((one) => {
        const machine = one.group === "utilisation" ? "without accelerators" : "with accelerators";
        return `| ${machine} | ${one.key} | ${one.low} | ${one.likely} | ${one.high} | ${one.source} |`;
      });
    const head = ["| machine | work | low | likely | high | source |", "| --- | --- | ---: | ---: | ---: | --- |"];
    expect(block("loads")).toBe(bare([...head, ...rows].join("\n")));
  });

  it("shows what greenml validate says of the reference table, but for the skipped rows", () => {
    const printed = run("--format", "markdown").out.split(/\n(?=\| skipped row)/)[0]!;
    expect(block("validation")).toBe(bare(printed));
  });
});

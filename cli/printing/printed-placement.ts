import type { MeasuredFact, Placement, RunnerUp } from "../../carbon";
import { emissionsCell, usdCell } from "./figures";
import { bold, grid, paragraph } from "./grid";

interface Choice {
  readonly format: "table" | "markdown";
  readonly all: boolean;
  readonly colour: boolean;
}

const SHOWN_REJECTED = 3;

/** A decision for people: where, why, what else was near, what could not be chosen. */
export function printedPlacement(placement: Placement, { format, all, colour }: Choice): string {
  const { region, reasons, runnersUp, breakEvenGigabytes, breakEvenRuns } = placement;
  const where = `${region}${machineOf(placement)}`;
  const table = grid(
    [{ head: "" }, { head: "where", grows: true }, { head: "gCO2e" }, { head: "cost" }],
    [placement, ...runnersUp].map((one, index) => ({
      cells: [
        index === 0 ? "chosen" : "then",
        `${one.region}${machineOf(one)}`,
        emissionsCell(one.emissions),
        usdCell(one.cost),
      ],
    })),
    format,
    colour,
  );
  const even = [
    ...(breakEvenGigabytes === undefined || reasons.some((one) => one.includes("staying emits less"))
      ? []
      : [
          `Above ${Math.round(breakEvenGigabytes).toLocaleString("en-US")} GB, leaving the data where it is emits less.`,
        ]),
    ...(breakEvenRuns === undefined || breakEvenRuns <= 1
      ? []
      : [`From ${breakEvenRuns} runs on, moving the data emits less.`]),
  ];
  const parts = [
    format === "markdown" ? `**${where}**\n` : `${bold(where, colour)}\n`,
    table,
    list("Why", [...reasons, ...even], format, colour),
    list("Measured", measuredLines(placement), format, colour),
    list("Rejected", rejectedLines(placement, all), format, colour),
    `${paragraph(`Catalogue ${placement.catalogVersion}. The whole work: all its runs, and the journey of its data once.`)}\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function machineOf({ instanceType, instanceCount }: RunnerUp): string {
  if (instanceType === undefined) return "";
  return `, ${(instanceCount ?? 1) > 1 ? `${instanceCount ?? 1} x ` : ""}${instanceType}`;
}

const units: Readonly<Record<MeasuredFact["quantity"], string>> = {
  hours: "h",
  utilisation: "of full load",
  watts: "W",
  acceleratorWatts: "W of the accelerators",
  kilowattHours: "kWh",
  inferencesPerSecond: "inferences a second",
};

/** Every measurement with its day and source, and why it did not enter where it did not. */
function measuredLines({ evidence }: Placement): readonly string[] {
  return (evidence.measurements ?? []).map(({ instanceType, quantity, low, high, date, source, unused }) => {
    const figure = [...new Set([low, high])].map((one) => one.toLocaleString("en-US")).join("-");
    const fate = unused === undefined ? "" : `; not used: ${unused}`;
    return `${instanceType}: ${figure} ${units[quantity]} (${date}, ${source})${fate}`;
  });
}

function rejectedLines({ rejected }: Placement, all: boolean): readonly string[] {
  const lines = rejected.map(
    ({ region, instanceType, because }) => `${[region, instanceType].filter(Boolean).join(", ")}: ${because}`,
  );
  if (all || lines.length <= SHOWN_REJECTED) return lines;
  return [...lines.slice(0, SHOWN_REJECTED), `and ${lines.length - SHOWN_REJECTED} more: --all names them`];
}

function list(title: string, lines: readonly string[], format: Choice["format"], colour: boolean): string {
  if (lines.length === 0) return "";
  if (format === "markdown") return `**${title}**\n\n${lines.map((one) => `- ${one}\n`).join("")}`;
  return `${bold(title, colour)}\n${lines.map((one) => `  ${paragraph(one, 4)}\n`).join("")}`;
}

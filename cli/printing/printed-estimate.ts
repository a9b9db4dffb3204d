import { catalogVersion, type Estimate } from "../../carbon";
import type { Amount } from "../usage/amount";
import type { Entry } from "../work/entries";
import type { EstimateResult } from "../work/estimate-result";
import type { Beside } from "../work/figures";
import type { Estimated, Unestimated } from "../work/finding";
import { totalRule, type Total } from "../work/total";
import { emissionsCell, energyCell, usdCell, waterCell } from "./figures";
import { bold, grid, paragraph, STAY, type Line } from "./grid";
import { measuredText } from "./measured-text";
import { printedSci } from "./printed-sci";

interface Choice {
  readonly format: "table" | "markdown";
  readonly all?: true;
  readonly colour: boolean;
}

/** An estimate for people: what is estimated, the total, and what is not estimated with the reason. */
export function printedEstimate(result: EstimateResult, { format, all, colour }: Choice): string {
  const { entries, inputs } = result;
  const estimated = entries
    .flatMap((entry) => (entry.finding.kind === "estimated" ? [{ entry, finding: entry.finding }] : []))
    .toSorted((one, other) => weight(other.finding) - weight(one.finding));
  const previews = inputs.filter(({ kind }) => kind === "preview").map(({ file }) => file);
  const parts = [
    estimated.length === 0 ? "Nothing in the input could be estimated.\n" : table(result, estimated, format, colour),
    previews.length === 0 ? "" : note(`${previews.join(", ")}: a preview holds only what the update would change.`),
    printedSci(estimated, all === true, format, colour),
    leftOut(entries, all === true, format, colour),
    idle(entries, all === true, format, colour),
    note(
      `${summary(result)}Catalogue ${catalogVersion()}. ${signalText[result.signal]} and include making the machines.`,
    ),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** How much of the input is in the figures, and how to bring the rest in. */
function summary({ entries, inputs, total }: EstimateResult): string {
  const stack = inputs.some(({ kind }) => kind !== "workload");
  const missed = Math.max(total.leftOut.emissions, total.leftOut.energy, total.leftOut.cost);
  const open = missed > 0 || total.emissions.kind !== "known";
  const ask = stack && open ? " --write-usage FILE asks for what is not known." : "";
  const unestimated = entries.flatMap(({ finding }) => (finding.kind === "unestimated" ? [finding] : []));
  const listed = unestimated.filter(({ matters }) => matters).length;
  const journeys = entries.filter(({ finding }) => finding.kind === "estimated" && finding.network !== undefined);
  const counts = [
    `${entries.length - journeys.length - unestimated.length} estimated`,
    `${listed} not`,
    `${unestimated.length - listed} without use of their own`,
  ];
  return stack ? `Resources: ${counts.join(", ")}.${ask} ` : "";
}

const signalText = {
  average: "Emissions are location-based",
  marginal: "Emissions are what one more kilowatt-hour makes the grid emit (marginal),",
} as const;

type Row = { readonly entry: Entry; readonly finding: Estimated };

function table(
  { total, asked }: EstimateResult,
  rows: readonly Row[],
  format: Choice["format"],
  colour: boolean,
): string {
  const missed = Math.max(total.leftOut.emissions, total.leftOut.energy, total.leftOut.cost);
  const sum: Line = {
    cells: ["TOTAL", emissionsCell(total.emissions), energyCell(total.energy), usdCell(total.cost)],
    remark: `${besideText(total.beside, asked)}${networkText(total)}${totalRule}${missed === 0 ? "" : `; ${missed} ${missed === 1 ? "thing that may count is" : "things that may count are"} not in every sum`}`,
  };
  return grid(
    [{ head: "resource", grows: true }, { head: "gCO2e" }, { head: "energy" }, { head: "cost" }],
    [...rows.map((row) => line(row, asked)), sum],
    format,
    colour,
  );
}

/** What of the total is the journey of data, with "; " behind each. */
function networkText({ network: { aws, internet } }: Total): string {
  return [
    ...(aws === undefined ? [] : [`network in AWS ${emissionsCell(aws.emissions)}; `]),
    ...(internet === undefined ? [] : [`network to the internet ${emissionsCell(internet.emissions)}; `]),
  ].join("");
}

/** What was asked for besides, with "; " behind each. */
function besideText(figures: Beside, asked: readonly (keyof Beside)[]): string {
  const texts = asked.map((name) => {
    const figure = figures[name];
    if (figure === undefined) return "";
    return name === "water" ? `water on site ${waterCell(figure)}; ` : `market-based ${emissionsCell(figure)}; `;
  });
  return texts.join("");
}

function line({ entry, finding }: Row, asked: readonly (keyof Beside)[]): Line {
  const { emissions, energy, cost } = finding.figures;
  const missing = [emissions, energy, cost].flatMap((one) => (one.kind === "known" ? [] : one.missing.split("; ")));
  const lacks = missing.length === 0 ? "" : `; missing: ${[...new Set(missing)].join(", ")}`;
  const often = finding.runsPerMonth === 1 ? "" : `, ${oftenText(finding.runsPerMonth)} a month`;
  return {
    cells: [entry.name, emissionsCell(emissions), energyCell(energy), usdCell(cost)],
    remark: `${besideText(finding.figures, asked)}${finding.what}, ${finding.region}, a ${finding.per}${often}${measuredText(finding)}${lacks}`,
  };
}

function oftenText(runs: Amount): string {
  if (typeof runs === "number") return String(Number(runs.toPrecision(3)));
  const [low, high] = [runs.low, runs.high].map((one) => Number(one.toPrecision(3)));
  return low === 0 ? `at most ${high ?? ""}` : `${low ?? ""}-${high ?? ""}`;
}

/** How much a thing matters for the order of the list; what is unknown comes last. */
function weight({ figures: { emissions } }: Estimated): number {
  return emissions.kind === "unknown" ? -1 : likelyOrMost(emissions);
}

function likelyOrMost(emissions: Exclude<Estimate<number>, { kind: "unknown" }>): number {
  return emissions.kind === "known" ? emissions.likely : emissions.high;
}

/** What may count and has no figure, by type and reason. */
function leftOut(entries: readonly Entry[], all: boolean, format: Choice["format"], colour: boolean): string {
  const groups = grouped(entries, true, ({ type }, { because }) => `${type}: ${because}`);
  const lines = groups.map(([head, those]) => `${times(those.length, head)} (${shown(names(those), all)})`);
  return list("May count, but is not estimated:", lines, format, colour);
}

/** What uses nothing, by reason. */
function idle(entries: readonly Entry[], all: boolean, format: Choice["format"], colour: boolean): string {
  const groups = grouped(entries, false, (_, { because }) => because);
  const lines = groups.map(([because, those]) => `${because}: ${all ? names(those).join(", ") : kinds(those)}`);
  return list("Uses nothing itself:", lines, format, colour);
}

function grouped(
  entries: readonly Entry[],
  matters: boolean,
  keyOf: (entry: Entry, finding: Unestimated) => string,
): readonly (readonly [string, readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { finding } = entry;
    if (finding.kind !== "unestimated" || finding.matters !== matters) continue;
    const key = keyOf(entry, finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups];
}

function list(title: string, lines: readonly string[], format: Choice["format"], colour: boolean): string {
  if (lines.length === 0) return "";
  const text =
    format === "markdown"
      ? `**${title}**\n\n${lines.map((one) => `- ${one}\n`).join("")}`
      : `${bold(title, colour)}\n${lines.map((one) => `  ${paragraph(one, 4)}\n`).join("")}`;
  return text.replaceAll(STAY, " ");
}

function kinds(entries: readonly Entry[]): string {
  const counts = new Map<string, number>();
  for (const { type } of entries) {
    const kind = type.slice(type.lastIndexOf(":") + 1);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => times(count, kind)).join(", ");
}

function times(count: number, what: string): string {
  return count === 1 ? what : `${count}${STAY}x${STAY}${what}`;
}

function names(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ name }) => name);
}

function shown(names: readonly string[], all: boolean): string {
  if (all || names.length <= 3) return names.join(", ");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

function note(text: string): string {
  return `${paragraph(text)}\n`;
}

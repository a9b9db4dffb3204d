import type { Entry } from "../work/entries";
import type { Estimated } from "../work/finding";
import { sciOf, type Sci } from "../work/functional-units";
import { emissionsCell } from "./figures";
import { bold, grid, paragraph } from "./grid";

interface Row {
  readonly entry: Pick<Entry, "name">;
  readonly finding: Estimated;
}

const title = "SCI (ISO/IEC 21031): gCO2e per functional unit";
const ofJobs = "Of a job it is the figure above, per run.";
const SHOWN_NAMES = 3;

/** The Software Carbon Intensity of everything that has a functional unit; what is unknown says what is missing. */
export function printedSci(rows: readonly Row[], all: boolean, format: "table" | "markdown", colour: boolean): string {
  const jobs = rows.some(({ finding }) => finding.per === "run");
  const found = rows.flatMap(({ entry, finding }) =>
    sciOf(finding)
      .filter(({ per }) => per !== "run")
      .map((sci) => ({ name: entry.name, sci })),
  );
  if (found.length === 0) return "";
  const known = found.filter(({ sci }) => sci.emissions.kind !== "unknown");
  const lines = known.map(({ name, sci }) => ({ cells: [name, sci.per, emissionsCell(sci.emissions)] }));
  const columns = [{ head: "resource", grows: true }, { head: "per" }, { head: "gCO2e" }];
  const table = lines.length === 0 ? "" : grid(columns, lines, format, colour);
  const lacking = unknownLines(found, all);
  return format === "markdown"
    ? [`**${title}**\n`, table, ...lacking.map((one) => `- ${one}\n`), jobs ? `${ofJobs}\n` : ""]
        .filter((part) => part !== "")
        .join("\n")
    : [
        `${bold(title, colour)}\n`,
        table,
        ...[...lacking, ...(jobs ? [ofJobs] : [])].map((one) => `  ${paragraph(one, 4)}\n`),
      ].join("");
}

function unknownLines(found: readonly { readonly name: string; readonly sci: Sci }[], all: boolean): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { name, sci } of found) {
    if (sci.emissions.kind !== "unknown") continue;
    const key = `per ${sci.per}: not known without ${sci.emissions.missing}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return [...groups].map(([because, names]) => `${because} (${shown(names, all)})`);
}

function shown(names: readonly string[], all: boolean): string {
  if (all || names.length <= SHOWN_NAMES) return names.join(", ");
  return `${names.slice(0, SHOWN_NAMES - 1).join(", ")} and ${names.length - SHOWN_NAMES + 1} more`;
}

import type { Format } from "./format-option";

/** One column of a table; the one that `grows` takes the room that is left and wraps. */
export interface Column {
  readonly head: string;
  readonly align?: "right";
  readonly grows?: boolean;
}

/** Cells of one line, and a remark that is set below them over the whole width. */
export interface Line {
  readonly cells: readonly string[];
  readonly remark?: string;
}

const WIDTH = 80;
const GAP = 2;
/** What a column that grows keeps at least. */
const NARROW = 12;

/** Keeps words together when lines are broken; tables and paragraphs print it as a blank. */
export const STAY = "\u00a0";

/** A table as text of at most 80 columns, or as Markdown with remarks in a last column. */
export function grid(
  columns: readonly Column[],
  lines: readonly Line[],
  format: Exclude<Format, "json">,
  colour = false,
): string {
  const clean = lines.map(({ cells, ...more }) => ({
    ...more,
    cells: cells.map(onOneLine),
    ...(more.remark === undefined ? {} : { remark: onOneLine(more.remark) }),
  }));
  const table = format === "markdown" ? markdownGrid(columns, clean) : textGrid(columns, clean, colour);
  return table.replaceAll(STAY, " ");
}

/** What people write into names and reasons may hold line breaks, and what a terminal would obey. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}

/** Text broken into lines of a width between words; a word that is longer is broken, so that no line exceeds the width. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A paragraph of at most 80 columns, its lines after the first indented. */
export function paragraph(text: string, indent = 0): string {
  return wrap(onOneLine(text), WIDTH - indent)
    .map((line, index) => (index === 0 ? line : " ".repeat(indent) + line))
    .join("\n")
    .replaceAll(STAY, " ");
}

/** Dim text on a terminal. */
function dim(text: string, colour: boolean | undefined): string {
  return colour === true && text !== "" ? `\u001b[2m${text}\u001b[22m` : text;
}

/** Bold text on a terminal. */
export function bold(text: string, colour: boolean | undefined): string {
  return colour === true ? `\u001b[1m${text}\u001b[22m` : text;
}

function pieces(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  for (let rest = word; rest !== "";) {
    const seam = rest.length <= width ? rest.length : rest.slice(0, width).search(/[-/:,][^-/:,]*$/) + 1;
    const end = seam > width / 2 ? seam : width;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return parts.length === 0 ? [""] : parts;
}

function textGrid(columns: readonly Column[], lines: readonly Line[], colour: boolean): string {
  const widths = widthsOf(columns, lines);
  const head = rowText(
    columns.map((one) => one.head),
    columns,
    widths,
  );
  const body = lines.flatMap(({ cells, remark }) => [
    ...rowText(cells, columns, widths),
    ...(remark === undefined ? [] : wrap(remark, WIDTH - GAP).map((line) => dim(`  ${line}`, colour))),
  ]);
  return [...head.map((line) => bold(line, colour)), ...body].map((line) => `${line}\n`).join("");
}

function widthsOf(columns: readonly Column[], lines: readonly Line[]): readonly number[] {
  const natural = columns.map(({ head }, index) =>
    lines.reduce((most, { cells }) => Math.max(most, cells[index]?.length ?? 0), head.length),
  );
  const room = WIDTH - GAP * (columns.length - 1);
  const over = (widths: readonly number[]): number => widths.reduce((sum, one) => sum + one, 0) - room;
  const growing = columns.findIndex((one) => one.grows === true);
  const widths = natural.map((one, index) =>
    index === growing ? Math.min(one, Math.max(NARROW, one - over(natural))) : one,
  );
  // Figures of whole continents break too, before a line does.
  for (let much = over(widths); much > 0; much -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(1, (widths[widest] ?? 1) - 1);
  }
  return widths;
}

function rowText(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): readonly string[] {
  const parts = cells.map((cell, index) => wrap(cell, Math.max(1, widths[index] ?? 1)));
  const height = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, at) =>
    parts
      .map((part, index) => {
        const text = part[at] ?? "";
        const width = widths[index] ?? 0;
        return columns[index]?.align === "right" ? text.padStart(width) : text.padEnd(width);
      })
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function markdownGrid(columns: readonly Column[], lines: readonly Line[]): string {
  const remarked = lines.some((one) => one.remark !== undefined);
  const heads = [...columns.map((one) => one.head), ...(remarked ? ["remark"] : [])];
  const rules = [...columns.map((one) => (one.align === "right" ? "---:" : "---")), ...(remarked ? ["---"] : [])];
  const rows = lines.map(({ cells, remark }) => [...cells, ...(remarked ? [remark ?? ""] : [])]);
  return [heads, rules, ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |\n`).join("");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}

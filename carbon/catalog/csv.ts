/** The cells of a CSV text (RFC 4180: commas, quotes doubled inside quotes), line by line; blank lines are left out. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: (readonly string[])[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at <= text.length) {
    const { cells, next } = lineAt(text, at);
    if (cells.length > 1 || cells[0] !== "") lines.push(cells);
    at = next;
  }
  return lines;
}

interface LineAt {
  readonly cells: readonly string[];
  /** Where the line after it begins. */
  readonly next: number;
}

function lineAt(text: string, from: number): LineAt {
  const found = text.indexOf("\n", from);
  const end = found === -1 ? text.length : found;
  const line = text.slice(from, text[end - 1] === "\r" ? end - 1 : end);
  // Most lines need no care: neither quotes nor line breaks of another kind.
  return /["\r]/.test(line) ? carefully(text, from) : { cells: line.split(","), next: end + 1 };
}

function carefully(text: string, from: number): LineAt {
  const cells: string[] = [];
  for (let at = from; ;) {
    const { cell, end } = cellAt(text, at);
    cells.push(cell);
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    if (text[end] !== ",") return { cells, next: at };
  }
}

interface CellAt {
  readonly cell: string;
  /** Where the comma or the line break after it stands. */
  readonly end: number;
}

function cellAt(text: string, from: number): CellAt {
  if (text[from] === '"') {
    const end = closingQuote(text, from);
    return { cell: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
  }
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { cell: text.slice(from, end), end };
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at === -1) throw new Error("a quote never closes");
  return at;
}

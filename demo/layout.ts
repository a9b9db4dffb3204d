/** Widest line of the demonstration's screens: a terminal of 80 columns. */
const WIDTH = 79;
const LABEL = 20;

/** A label and its text, which goes on below itself where the line is full. */
export function labelled(label: string, text: string): string[] {
  return beside([
    { text: `  ${label}`, width: LABEL },
    { text, width: WIDTH - LABEL },
  ]);
}

/** A text with a mark in front of it, set in. */
export function bullet(text: string, indent = 6): string[] {
  return beside([
    { text: `${" ".repeat(indent - 2)}-`, width: indent },
    { text, width: WIDTH - indent },
  ]);
}

/** A label and two texts side by side. */
export function sideBySide(label: string, left: string, right: string): string[] {
  const half = Math.floor((WIDTH - LABEL) / 2);
  return beside([
    { text: `  ${label}`, width: LABEL },
    { text: left, width: half },
    { text: right, width: half },
  ]);
}

/** A line that ends where the screen does. */
export function cutToWidth(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 3).trimEnd()}...`;
}

function beside(cells: readonly { readonly text: string; readonly width: number }[]): string[] {
  const columns = cells.map(({ text, width }) => ({ width, lines: broken(text, width - 1) }));
  const height = Math.max(...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map(({ width, lines }) => (lines[row] ?? "").padEnd(width))
      .join("")
      .trimEnd(),
  );
}

/** Breaks a text at spaces; a word that is longer than a line stands alone and sticks out. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const cut = space > 0 ? space : rest.indexOf(" ", width);
    if (cut < 0) break;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  return [...lines, rest];
}

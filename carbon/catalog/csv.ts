/** The cells of a CSV text (RFC 4180: commas, quotes doubled inside quotes), line by line; blank lines are left out. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at) : endOfCell(text, at);
    line.push(quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end));
    at = quoted ? end + 1 : end;
    const after = text[at] ?? "\n";
    at += text.startsWith("\r\n", at) ? 2 : 1;
    if (after === ",") {
      if (at >= text.length) line.push("");
      continue;
    }
    if (line.length > 1 || line[0] !== "") lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at === -1) throw new Error("Cannot read the table because a quote never closes");
  return at;
}

function endOfCell(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

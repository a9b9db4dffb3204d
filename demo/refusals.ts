/** One thing a rule refused. */
export interface Refusal {
  readonly rule: string;
  readonly resource: string;
  readonly message: string;
}

/** First line of a violation as the engine prints it: level, pack, rule, then the resource in brackets. */
const HEAD = /^\s*(?:❌\s*)?\[mandatory\]\s+(?:\[severity: \w+\]\s+)?(?:greenml\s+\S+\s+)?([a-z-]+)\s+\((.+?)\)\s*$/;

/** Reads the refusals of mandatory rules out of what the engine printed. */
export function readRefusals(output: string): Refusal[] {
  const refusals: Refusal[] = [];
  const lines = output.split("\n");
  lines.forEach((line, index) => {
    const [, rule, resource] = HEAD.exec(line) ?? [];
    if (rule === undefined || resource === undefined) return;
    refusals.push({ rule, resource, message: messageAfter(lines, index) });
  });
  return refusals;
}

/** The indented lines below a head are the description and then the message; the last of them is the message. */
function messageAfter(lines: readonly string[], head: number): string {
  const below: string[] = [];
  for (const line of lines.slice(head + 1)) {
    if (line.trim() === "" || HEAD.test(line) || !/^\s{2,}/.test(line)) break;
    below.push(line.trim());
  }
  return below.at(-1) ?? "";
}

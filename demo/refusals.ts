/** One thing a rule refused. */
export interface Refusal {
  readonly rule: string;
  /** Type and name, "aws:sagemaker:Endpoint: NAME". */
  readonly resource: string;
  readonly message: string;
}

/** First line of a violation as the engine prints it: level, severity, rule, resource. */
const HEAD = /^\s*- \[mandatory\]\s+(?:\[severity: \w+\]\s+)?([a-z0-9-]+)\s+\((.+)\)\s*$/;

/** Reads the refusals of mandatory rules out of what the engine printed. */
export function readRefusals(output: string): Refusal[] {
  const lines = output.split("\n");
  return lines.flatMap((line, index) => {
    const [, rule, resource] = HEAD.exec(line) ?? [];
    if (rule === undefined || resource === undefined) return [];
    return [{ rule, resource, message: messageBelow(lines.slice(index + 1)) }];
  });
}

/** What mends a fault stands on a line of its own after the message. */
const MENDS = /^\s*To mend it: /;

/** Below a head stand the rule's description and then the message, each on a line, up to what mends it, the next head or a blank line. */
function messageBelow(lines: readonly string[]): string {
  const end = lines.findIndex((line) => line.trim() === "" || MENDS.test(line) || /^\s*- \[/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).at(-1)?.trim() ?? "";
}

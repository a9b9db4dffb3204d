/** A result as JSON for machines: one line for each key, and one for each item of a list, so that lines can be searched. */
export function json(value: object): string {
  const lines = Object.entries(value).map(
    ([key, one]: [string, unknown]) => `  ${JSON.stringify(key)}: ${member(one)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

function member(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
}

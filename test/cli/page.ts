import { runInNewContext } from "node:vm";

const functions = { ceil: Math.ceil, exp: Math.exp, log: Math.log, sqrt: Math.sqrt };

/** The value of each step of a page's example, worked out from its text; written results must be these, as far as written. */
export function worked(steps: readonly string[]): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const step of steps) {
    const [, name, arithmetic, result] = /^(\w+) = (.+) = ([\d.]+)$/.exec(step) ?? [];
    const value = runInNewContext(arithmetic!, { ...values, ...functions }) as number;
    const decimals = result!.split(".")[1]?.length ?? 0;
    expect({ step, result: value.toFixed(decimals) }).toEqual({ step, result });
    values[name!] = value;
  }
  return values;
}

/** The value at a path such as "emissions.likely". */
function at(result: unknown, path: string): number {
  return path.split(".").reduce((one, key) => (one as Record<string, unknown>)[key], result) as number;
}

/** What an example says a result holds must be what it holds. */
export function expectGiven(
  result: unknown,
  gives: Readonly<Record<string, string>>,
  values: Readonly<Record<string, number>>,
  digits: number,
): void {
  expect(Object.keys(gives).length).toBeGreaterThan(0);
  for (const [path, name] of Object.entries(gives)) {
    expect({ path, value: at(result, path).toFixed(digits) }).toEqual({ path, value: values[name]!.toFixed(digits) });
  }
}

/** A table without the padding that a formatter adds. */
export function bare(markdown: string): string {
  return markdown
    .trim()
    .split("\n")
    .map((row) => row.replaceAll(/ *\| */g, "|").replaceAll(/-{2,}/g, "---"))
    .join("\n");
}

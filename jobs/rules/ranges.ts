import { placeName, quoted, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";

const kinds = ["IntegerParameterRanges", "ContinuousParameterRanges", "CategoricalParameterRanges"] as const;
const mostTunable = 30;

/** Findings about the ranges a search covers, and hyperparameters that are both searched and fixed. */
export function rangeFindings(ranges: RequestReader, fixed: RequestReader): Finding[] {
  const all = kinds.flatMap((kind) => ranges.items(kind));
  const findings = [...ranges.items(kinds[0]), ...ranges.items(kinds[1])].flatMap(boundFindings);
  for (const range of ranges.items(kinds[0])) findings.push(...reverseFindings(range));
  if (all.length > mostTunable) {
    const sentence = `Too many hyperparameters in ${placeName(ranges.base)}: ${all.length}, maximum ${mostTunable}.`;
    findings.push(refusal(ranges.base, sentence));
  }
  const fixedNames = fixed.names("");
  const seen = new Set<string>();
  for (const range of all) {
    const name = range.text("Name");
    if (name === undefined) continue;
    const path = range.path("Name");
    if (fixedNames.includes(name)) {
      findings.push(refusal(path, `Cannot search ${quoted(name)} because ${placeName(fixed.base)} fixes it.`));
    }
    if (seen.has(name))
      findings.push(refusal(path, `Cannot search ${quoted(name)} because another range has that name.`));
    seen.add(name);
  }
  return findings;
}

/** How many combinations a grid has; nothing when that cannot be seen. */
export function gridSize(ranges: RequestReader): number | undefined {
  const counts = ranges.items(kinds[2]).map((range) => range.count("Values"));
  if (counts.length === 0 || counts.includes(undefined)) return undefined;
  return counts.reduce<number>((product, count) => product * (count ?? 1), 1);
}

/** The ranges a grid cannot take. */
export function numericRanges(ranges: RequestReader): RequestReader[] {
  return [...ranges.items(kinds[0]), ...ranges.items(kinds[1])];
}

function boundFindings(range: RequestReader): Finding[] {
  const findings: Finding[] = [];
  const [least, greatest] = [bound(range, "MinValue", findings), bound(range, "MaxValue", findings)];
  if (least !== undefined && greatest !== undefined && least >= greatest) {
    const path = range.path("MinValue");
    findings.push(refusal(path, `Expected ${placeName(path)} below MaxValue (${greatest}), got ${least}.`));
  }
  return [...findings, ...scalingFindings(range, least, greatest)];
}

function bound(range: RequestReader, name: string, findings: Finding[]): number | undefined {
  const text = range.text(name);
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  const path = range.path(name);
  findings.push(refusal(path, `Expected ${placeName(path)} to be a number written as text, got ${quoted(text)}.`));
  return undefined;
}

function scalingFindings(range: RequestReader, least: number | undefined, greatest: number | undefined): Finding[] {
  const scaling = range.text("ScalingType");
  const path = range.path("ScalingType");
  if (scaling === "Logarithmic" && least !== undefined && least <= 0) {
    const sentence = `Cannot scale ${placeName(range.base)} logarithmically because MinValue is ${least}; it must be above 0.`;
    return [refusal(path, sentence)];
  }
  if (scaling === "ReverseLogarithmic" && ((least ?? 0) < 0 || (greatest ?? 0) >= 1)) {
    const sentence = `Cannot scale ${placeName(range.base)} reverse-logarithmically because its bounds leave 0 to 1, 1 excluded.`;
    return [refusal(path, sentence)];
  }
  return [];
}

function reverseFindings(range: RequestReader): Finding[] {
  if (range.text("ScalingType") !== "ReverseLogarithmic") return [];
  const path = range.path("ScalingType");
  return [refusal(path, `Cannot use ReverseLogarithmic in ${placeName(path)} because the range is of integers.`)];
}

import { readFileSync } from "node:fs";

import { birdStrikes } from "../../stacks/tabular/dataset";

const rowsOf = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));

describe("the bird strike data set", () => {
  const dataset = birdStrikes();

  it("splits all 10,000 reports into three disjoint parts", () => {
    const counts = [dataset.train, dataset.validation, dataset.unlabelled].map((path) => rowsOf(path).length);
    expect(counts).toEqual([7000, 1500, 1500]);
    expect(rowsOf(dataset.heldOutLabels)).toHaveLength(1500);
  });

  it("puts the label first and numbers only", () => {
    const rows = rowsOf(dataset.train);
    expect(new Set(rows.map(([label]) => label))).toEqual(new Set(["0", "1"]));
    expect(rows.every((row) => row.length === dataset.features.length + 1)).toBe(true);
    expect(rows.flat().every((cell) => cell !== "" && Number.isFinite(Number(cell)))).toBe(true);
  });

  it("keeps damage about as frequent in every part as in the whole", () => {
    for (const path of [dataset.train, dataset.validation, dataset.heldOutLabels]) {
      const labels = rowsOf(path).map(([label]) => Number(label));
      expect(labels.reduce((sum, label) => sum + label, 0) / labels.length).toBeCloseTo(0.106, 1);
    }
  });
});

import { metricsOfLine } from "../../../sandbox/worker/metric-lines";

describe("metric lines", () => {
  it("reads every metric of a round under SageMaker's names", () => {
    expect(metricsOfLine("[12]#011train-auc:0.91000#011validation-auc:8.5e-01#011validation-error@0.7:0.1")).toEqual([
      { name: "train:auc", value: 0.91, epoch: 12 },
      { name: "validation:auc", value: 0.85, epoch: 12 },
      { name: "validation:error@0.7", value: 0.1, epoch: 12 },
    ]);
  });

  it.each(["Train matrix has 8000 rows", "[10:20:30] WARNING: train-auc:0.5", "train-auc:0.5", "[3]#011train-auc:nan"])(
    "finds nothing in %p",
    (line) => {
      expect(metricsOfLine(line)).toEqual([]);
    },
  );
});

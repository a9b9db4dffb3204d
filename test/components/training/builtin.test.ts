import { findImageRegistry, regions } from "../../../carbon";
import { builtin } from "../../../components";
import { builtinFacts, builtinImage } from "../../../components/training/builtin";

describe("builtin.xgboost", () => {
  it("is a version that AWS patches unless told otherwise", () => {
    expect(builtin.xgboost()).toEqual({ builtin: "xgboost", version: "3.2-0" });
    expect(builtinFacts(builtin.xgboost({ version: "1.3-1" })).framework).toEqual({
      name: "XGBOOST",
      version: "1.3.3",
    });
  });

  it("refuses a version that is not known", () => {
    expect(() => builtin.xgboost({ version: "9.9-9" })).toThrow(/^Unknown XGBoost version "9.9-9". Known: 1.2-1, /);
  });

  it("has an image in every region that offers it, and says so elsewhere", () => {
    const offering = regions().filter(({ id }) => findImageRegistry(id)?.xgboost !== undefined);
    expect(offering.length).toBeGreaterThan(20);
    for (const { id } of offering) {
      expect(builtinImage(builtin.xgboost(), id)).toMatch(
        new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${id}\\.[a-z.]+/sagemaker-xgboost:3\\.2-0$`),
      );
    }
    expect(() => builtinImage(builtin.xgboost(), "mars-1")).toThrow(
      "Cannot train with built-in XGBoost in mars-1 because SageMaker keeps no image of it there",
    );
  });

  it("knows a direction and a learning objective for every metric", () => {
    const { metrics } = builtinFacts(builtin.xgboost());
    expect(Object.keys(metrics)).toHaveLength(12);
    expect(metrics["validation:auc"]).toEqual({ goal: "maximize", objective: "binary:logistic" });
    expect(metrics["validation:rmse"]).toEqual({ goal: "minimize", objective: "reg:squarederror" });
  });
});

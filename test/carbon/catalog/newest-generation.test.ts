import { instance } from "../../../carbon/catalog/instances";
import { newestGeneration } from "../../../carbon/catalog/newest-generation";
import { isSold, seriesOf } from "../../../carbon/catalog/series";

const newest = (type: string, use: "training" | "endpoint" | "transform" | "notebook" = "training") =>
  newestGeneration(instance(type), use);

describe("newestGeneration", () => {
  it.each([
    ["ml.m4.xlarge", "training", "ml.m7i.xlarge", 3],
    ["ml.m4.10xlarge", "endpoint", "ml.m7i.12xlarge", 3],
    ["ml.m5.xlarge", "transform", "ml.m7i.xlarge", 2],
    ["ml.c5.xlarge", "training", "ml.c7i.xlarge", 2],
    ["ml.g4dn.xlarge", "training", "ml.g6.xlarge", 2],
    ["ml.p3.2xlarge", "training", "ml.p5.4xlarge", 2],
    ["ml.c6g.large", "endpoint", "ml.c8g.large", 2],
    ["ml.inf1.xlarge", "endpoint", "ml.inf2.xlarge", 1],
  ] as const)("follows %s for %s with %s", (type, use, successor, generationsBehind) => {
    expect(newest(type, use)).toMatchObject({ type: successor, generationsBehind });
  });

  it.each(["ml.m7i.xlarge", "ml.c7i.large", "ml.g6.xlarge", "ml.p5.48xlarge"])("leaves %s alone", (type) => {
    expect(newest(type)).toBeUndefined();
  });

  it.each([
    ["ml.t2.medium", "notebook", "ml.t3.medium", 3],
    ["ml.t2.xlarge", "notebook", "ml.t3.xlarge", 3],
    ["ml.t2.medium", "endpoint", "ml.m7i.large", 3],
    ["ml.t2.2xlarge", "endpoint", "ml.m7i.2xlarge", 3],
  ] as const)(
    "counts the general-purpose generations since burstable %s for %s, and follows it with %s",
    (type, use, successor, generationsBehind) => {
      expect(newest(type, use)).toMatchObject({ type: successor, generationsBehind });
    },
  );

  it.each(["ml.t3.medium", "ml.t3.2xlarge", "ml.t3a.large", "ml.t4g.large"])(
    "leaves burstable %s alone, the newest that SageMaker sells or newer",
    (type) => {
      expect(newest(type, "notebook")).toBeUndefined();
      expect(newest(type, "endpoint")).toBeUndefined();
    },
  );

  it("does not send a machine for ARM images to x86 or back", () => {
    expect(newest("ml.m7i.large", "endpoint")).toBeUndefined();
  });

  it("does not count a family that SageMaker is not known to sell", () => {
    expect(isSold(instance("ml.m8i.xlarge"))).toBe(false);
    expect(isSold(instance("ml.m7i.xlarge"))).toBe(true);
    expect(isSold(instance("ml.c8g.xlarge"))).toBe(true);
  });

  it("reads the names of families", () => {
    expect(seriesOf("m6id")).toEqual({ letters: "m", generation: 6, variant: "d" });
    expect(seriesOf("p6-b200")).toEqual({ letters: "p", generation: 6, variant: "-b200" });
    expect(seriesOf("odd")).toEqual({ letters: "odd", generation: 0, variant: "" });
  });
});

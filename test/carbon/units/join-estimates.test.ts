import type { Estimate } from "../../../carbon/units/estimate";
import { bounded, joinEstimates, known } from "../../../carbon/units/join-estimates";
import { exactly } from "../../../carbon/units/range";

const add = (one: number, other: number): number => one + other;
const two = known(exactly(2), "counted");
const cap = bounded(0, 5, "a cap", "run time");
const nothing: Estimate<number> = { kind: "unknown", missing: "price" };

describe("joinEstimates", () => {
  it("joins known figures and says each basis once", () => {
    expect(joinEstimates([two, known(exactly(3), "counted; measured")], add)).toEqual({
      kind: "known",
      low: 5,
      likely: 5,
      high: 5,
      basis: "counted; measured",
    });
  });

  it("is bounded when one input is", () => {
    expect(joinEstimates([two, cap], add)).toEqual({
      kind: "bounded",
      low: 2,
      high: 7,
      basis: "counted; a cap",
      missing: "run time",
    });
  });

  it("is unknown when one input is, and lists all that is missing", () => {
    expect(joinEstimates([two, cap, nothing], add)).toEqual({ kind: "unknown", missing: "run time; price" });
  });
});

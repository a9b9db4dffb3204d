import * as pulumi from "@pulumi/pulumi";
import { categorical, continuous, integer } from "../../../components";

describe("search ranges", () => {
  it("hold their bounds and leave the scale to the service unless told otherwise", () => {
    expect(continuous(0.1, 0.9)).toEqual({ kind: "continuous", min: 0.1, max: 0.9, scaling: "auto" });
    expect(integer(1, 9, "linear")).toEqual({ kind: "integer", min: 1, max: 9, scaling: "linear" });
    expect(categorical("a", "b")).toEqual({ kind: "categorical", values: ["a", "b"] });
    expect(continuous(0, 0.99, "reverseLogarithmic").scaling).toBe("reverseLogarithmic");
    expect(integer(1, 2, "logarithmic").scaling).toBe("logarithmic");
  });

  it.each<[string, () => unknown, string]>([
    ["equal bounds", () => continuous(1, 1), "Expected a lower bound under the upper one, got 1 and 1"],
    ["no number", () => continuous(Number.NaN, 1), "Expected bounds, got NaN and 1"],
    ["infinity", () => integer(1, Infinity), "Expected bounds, got 1 and Infinity"],
    [
      "a logarithm of zero",
      () => continuous(0, 1, "logarithmic"),
      "Expected bounds above 0 for a logarithmic scale, got 0",
    ],
    [
      "a whole logarithm of zero",
      () => integer(0, 1, "logarithmic"),
      "Expected bounds above 0 for a logarithmic scale, got 0",
    ],
    [
      "a reverse logarithm of one",
      () => continuous(0, 1, "reverseLogarithmic"),
      "Expected bounds from 0 to under 1 for a reverse logarithmic scale, got 0 and 1",
    ],
    ["fractions as whole numbers", () => integer(0.5, 2), "Expected whole numbers as bounds, got 0.5 and 2"],
    ["a value twice", () => categorical("a", "a"), "Expected every value once, got a, a"],
    ["a long value", () => categorical("a".repeat(257)), "Too long a value: 257 characters, maximum 256"],
    [
      "many values",
      () => categorical("0", ...Array.from({ length: 30 }, (_, index) => String(index + 1))),
      "Too many values to choose from: 31, maximum 30",
    ],
  ])("refuse %s", (_, make, message) => {
    expect(make).toThrow(new pulumi.RunError(message));
  });
});

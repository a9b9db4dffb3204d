import fc from "../support/fast-check";
import { unknown } from "../../jobs/constraints/finding";
import { propertyChanges } from "../../provider/property-change";

test("finds the innermost differences", () => {
  const before = { A: { B: 1, C: [1, 2], "d.e": "x", F: true } };
  const after = { A: { B: 2, C: [1, 2, 3], "d.e": "y", G: false } };
  expect(propertyChanges("request", before, after)).toEqual([
    { path: "request.A.B", kind: "update" },
    { path: "request.A.C[2]", kind: "add" },
    { path: 'request.A["d.e"]', kind: "update" },
    { path: "request.A.F", kind: "delete" },
    { path: "request.A.G", kind: "add" },
  ]);
});

test("takes a value that is not known yet for a difference", () => {
  expect(propertyChanges("a", "x", unknown)).toEqual([{ path: "a", kind: "update" }]);
});

test("takes absent, undefined and null for the same", () => {
  expect(propertyChanges("a", { b: undefined, c: null }, {})).toEqual([]);
});

test("finds none between a value and its copy", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(propertyChanges("a", value, structuredClone(value))).toEqual([]);
    }),
  );
});

import { countAt, flagAt, isUnsetAt, numberAt } from "../../../policies/reading/request-fields";

it.each([
  [20, 20, 20],
  ["20", 20, 20],
  ["0", 0, undefined],
  ["-2", -2, undefined],
  ["0.25", 0.25, undefined],
  ["", undefined, undefined],
  ["abc", undefined, undefined],
  ["20 trials", undefined, undefined],
  ["1e3", undefined, undefined],
  ["0x14", undefined, undefined],
  [" ", undefined, undefined],
  [true, undefined, undefined],
])("reads %p as the number %p and the count %p", (value, number, count) => {
  expect(numberAt({ maxCapacity: value }, "MaxCapacity")).toBe(number);
  expect(countAt({ maxCapacity: value }, "MaxCapacity")).toBe(count);
});

it.each([
  [true, true, false],
  ["true", true, false],
  [false, false, true],
  ["false", false, true],
  ["", false, false],
  ["yes", false, false],
  [1, false, false],
  [undefined, false, false],
])("reads %p as a flag that is set: %p, and unset: %p", (value, set, unset) => {
  expect(flagAt({ enabled: value }, "Enabled")).toBe(set);
  expect(isUnsetAt({ enabled: value }, "Enabled")).toBe(unset);
});

import { autoname } from "../../../sandbox/aws/autoname";
import type { AutonameFact } from "../../../sandbox/aws/facts";
import { UNKNOWN, type Properties } from "../../../sandbox/aws/values";

const seed = new Uint8Array([7]);

function named(rule: AutonameFact, inputs: Properties = {}, old?: Properties, logicalName = "Thing") {
  const given = { ...inputs };
  const failures = autoname(rule, given, old, { logicalName, randomSeed: seed });
  return { name: given[rule.prop], filled: given["__defaults"], faults: failures.map(({ reason }) => reason) };
}

describe("names that are left out", () => {
  it.each<[string, AutonameFact, Properties, RegExp]>([
    ["logical name and seven digits", { prop: "name", max: 64 }, {}, /^Thing-[0-9a-f]{7}$/],
    ["in lower case", { prop: "bucket", max: 63, lower: true }, {}, /^thing-[0-9a-f]{7}$/],
    [
      "with letters after an underscore",
      { prop: "name", max: 255, separator: "_", lower: true },
      {},
      /^thing_[a-z]{8}$/,
    ],
    ["with a prefix", { prop: "name", max: 238, prefix: "alias/" }, {}, /^alias\/Thing-[0-9a-f]{7}$/],
    [
      "of a first-in-first-out queue",
      { prop: "name", max: 80, fifoSuffix: "fifoQueue" },
      { fifoQueue: true },
      /^Thing-[0-9a-f]{7}\.fifo$/,
    ],
    ["the logical name alone", { prop: "key", logicalName: true }, {}, /^Thing$/],
  ])("are %s", (_, rule, inputs, pattern) => {
    const { name, filled, faults } = named(rule, inputs);
    expect(name).toMatch(pattern);
    expect({ filled, faults }).toEqual({ filled: [rule.prop], faults: [] });
  });

  it("are the same for the same seed", () => {
    expect(named({ prop: "name" }).name).toBe(named({ prop: "name" }).name);
  });

  it("are not made where a prefix is given", () => {
    expect(named({ prop: "name", unless: "namePrefix" }, { namePrefix: "a-" }).name).toBeUndefined();
  });

  it("stay on an update, and only if the provider made them", () => {
    expect(named({ prop: "name" }, {}, { __defaults: ["name"], name: "Thing-0000000" }).name).toBe("Thing-0000000");
    expect(named({ prop: "name" }, {}, { __defaults: [], name: "mine" }).name).toMatch(/^Thing-/);
  });
});

describe("refused names", () => {
  const model: AutonameFact = { prop: "name", max: 255, awsMax: 63, pattern: "^[0-9A-Za-z](-*[0-9A-Za-z])*$" };
  it("are too long for AWS, also when generated", () => {
    const { faults } = named(model, {}, undefined, "a".repeat(56));
    expect(faults).toEqual([
      expect.stringMatching(/^Too long: "a+-[0-9a-f]{7}" has 64 characters, AWS takes at most 63\.$/),
    ]);
  });
  it("are too long for Pulumi", () => {
    expect(named({ prop: "name", max: 10 }).faults).toEqual([
      expect.stringMatching(/^Too long: the generated name .* has 13 characters, maximum 10\.$/),
    ]);
  });
  it("do not match the pattern", () => {
    expect(named(model, {}, undefined, "a_b").faults).toHaveLength(1);
    expect(named(model, { name: UNKNOWN }).faults).toEqual([]);
  });
  it("follow the project's own settings", () => {
    const given: Properties = {};
    const configured = { mode: "enforce", proposedName: "ours" } as const;
    expect(autoname({ prop: "name" }, given, undefined, { logicalName: "a", randomSeed: seed, configured })).toEqual(
      [],
    );
    expect(given["name"]).toBe("ours");
  });
});

import type { Policies } from "@pulumi/policy";
import { effectiveConfiguration, levelOf } from "../../../policies/configuration/effective-configuration";
import { DEFAULT_PACK_SETTINGS } from "../../../policies/configuration/pack-settings";

function rule(over: Partial<Policies[number]> = {}): Policies[number] {
  const shape = {
    name: "log-retention",
    description: "Cool.",
    severity: "low" as const,
    validateResource: () => undefined,
  };
  return { ...shape, ...over };
}

const mending = { remediateResource: () => undefined };
const single = (level: "advisory" | undefined, settings = {}) => ({ "log-retention": { level, settings } });

it.each([
  ["advises at preset advisory", { preset: "advisory" }, {}, "advisory"],
  ["refuses at preset strict", { preset: "strict" }, { enforcementLevel: "advisory" }, "mandatory"],
  ["keeps its own level where recommended", {}, { enforcementLevel: "advisory" }, "advisory"],
  ["refuses where it names no level", {}, {}, "mandatory"],
  ["follows its severity before the preset", { preset: "strict", levels: { low: "advisory" } }, {}, "advisory"],
  [
    "keeps to the preset without a severity",
    { preset: "advisory", levels: { low: "mandatory" } },
    { severity: undefined },
    "advisory",
  ],
  ["is off with its topic", { preset: "strict", topics: { storage: "off" } }, {}, "disabled"],
  ["stays with a topic that is on", { preset: "strict", topics: { storage: "on" } }, {}, "mandatory"],
  ["is not off with another topic", { topics: { place: "off" } }, {}, "mandatory"],
  [
    "has its own level before all else",
    { preset: "strict", topics: { storage: "off" }, rules: single("advisory") },
    {},
    "advisory",
  ],
  ["has settings without a level", { rules: single(undefined) }, {}, "mandatory"],
  ["mends where that is wanted and it can", { remediate: true }, mending, "remediate"],
  ["mends whatever would refuse at preset strict", { preset: "strict", remediate: true }, mending, "remediate"],
  ["refuses what it cannot mend", { remediate: true }, {}, "mandatory"],
  ["does not mend unless that is wanted", { preset: "strict" }, mending, "mandatory"],
  ["does not mend what is advice", { preset: "advisory", remediate: true }, mending, "advisory"],
  ["does not mend while its topic is off", { topics: { storage: "off" }, remediate: true }, mending, "disabled"],
  [
    "mends only where its own level does not say otherwise",
    { remediate: true, rules: single("advisory") },
    mending,
    "advisory",
  ],
])("%s", (_, settings, over, level) => {
  expect(levelOf(rule(over as Partial<Policies[number]>), { ...DEFAULT_PACK_SETTINGS, ...settings } as never)).toBe(
    level,
  );
});

it("hands the allowed regions to the rules that have such a setting", () => {
  const type = "array" as const;
  const settings = { ...DEFAULT_PACK_SETTINGS, allowedRegions: ["eu-north-1"] };
  const placed = rule({ configSchema: { properties: { allowedRegions: { type } } } });
  expect(effectiveConfiguration([placed, rule({ name: "other" })], settings)).toEqual({
    "log-retention": { enforcementLevel: "mandatory", allowedRegions: ["eu-north-1"] },
    other: { enforcementLevel: "mandatory" },
  });
  const own = { ...settings, rules: single(undefined, { allowedRegions: ["eu-west-3"] }) };
  expect(effectiveConfiguration([placed], own)).toEqual({
    "log-retention": { enforcementLevel: "mandatory", allowedRegions: ["eu-west-3"] },
  });
});

import { z } from "zod";
import {
  DEFAULT_PACK_SETTINGS,
  packSettingsSchema,
  readPackSettings,
} from "../../../policies/configuration/pack-settings";
import { rules } from "../../../policies/registry";

const read = (given: unknown) => readPackSettings(given, rules, { "old-name": "log-retention" });
const exemption = { rule: "log-retention", reason: "audit", owner: "ops@example.com", expires: "2026-12-24" };

it("recommends everything where nothing is said", () => {
  expect(read({})).toEqual(DEFAULT_PACK_SETTINGS);
  expect(read({}).preset).toBe("recommended");
});

it("reads every setting", () => {
  const given = {
    preset: "strict",
    levels: { low: "advisory" },
    topics: { recycling: "off" },
    remediate: true,
    allowedRegions: ["eu-north-1"],
    rules: { "log-retention": { enforcementLevel: "disabled", maxDays: 7 }, "tuning-strategy": "advisory" },
    exemptions: [exemption],
  };
  expect(read(given)).toEqual({
    ...given,
    rules: {
      "log-retention": { level: "disabled", settings: { maxDays: 7 } },
      "tuning-strategy": { level: "advisory", settings: {} },
    },
  });
});

it.each<[string, unknown, RegExp]>([
  ["an unknown rule", { rules: { "log-retentio": "advisory" } }, /^Unknown rule "log-retentio" in rules\. Known: .+$/],
  [
    "a retired rule",
    { rules: { "old-name": "advisory" } },
    /^Unknown rule "old-name" in rules\. log-retention took over$/,
  ],
  [
    "an unknown level",
    { rules: { "log-retention": "loud" } },
    /^Expected advisory, .+ as level of log-retention, got "loud"$/,
  ],
  [
    "an unknown level among settings",
    { rules: { "log-retention": { enforcementLevel: 1 } } },
    /level of log-retention, got 1$/,
  ],
  [
    "settings that are none",
    { rules: { "log-retention": 7 } },
    /^Expected a level or an object of settings for log-retention, got 7$/,
  ],
  [
    "an unknown setting",
    { rules: { "log-retention": { maxDay: 7 } } },
    /^Cannot use the settings of log-retention because of .*"maxDay"/,
  ],
  [
    "a wrong type",
    { rules: { "log-retention": { maxDays: "7" } } },
    /^Cannot use the settings of log-retention because of maxDays: /,
  ],
  [
    "an impossible value",
    { rules: { "log-retention": { maxDays: 0 } } },
    /^Cannot use the settings of log-retention because of maxDays: /,
  ],
  ["an unknown preset", { preset: "lax" }, /^Cannot use the settings because of preset: /],
  ["an unknown topic", { topics: { green: "off" } }, /^Cannot use the settings because of topics: .*"green"/],
  ["an unknown key", { regions: [] }, /^Cannot use the settings because of .*"regions"/],
  ["an unknown region", { allowedRegions: ["mars-1"] }, /^Unknown region "mars-1" in allowedRegions$/],
  ["no region at all", { allowedRegions: [] }, /^Cannot use the settings because of allowedRegions: /],
  [
    "an exemption from an unknown rule",
    { exemptions: [{ ...exemption, rule: "x" }] },
    /^Unknown rule "x" in exemptions/,
  ],
  [
    "an exemption without reason",
    { exemptions: [{ ...exemption, reason: " " }] },
    /because of reason of the exemption from log-retention: /,
  ],
  [
    "an exemption without end",
    { exemptions: [{ ...exemption, expires: "never" }] },
    /because of expires of the exemption from log-retention: /,
  ],
  [
    "an exemption until a day that is none",
    { exemptions: [{ ...exemption, expires: "2026-02-30" }] },
    /because of expires of the exemption from log-retention: /,
  ],
  [
    "an exemption with a key too many",
    { exemptions: [{ ...exemption, until: 1 }] },
    /because of the exemption from log-retention: .*"until"$/,
  ],
  [
    "an exemption from nothing",
    { exemptions: [exemption, { ...exemption, rule: 7 }] },
    /because of rule of exemption 2: /,
  ],
  ["an exemption that is none", { exemptions: [null] }, /because of exemption 1: /],
  ["exemptions that are no list", { exemptions: {} }, /because of exemptions: /],
  [
    "an unknown region of a single rule",
    { rules: { "greener-region": { allowedRegions: ["eu-north-1", "mars-1"] } } },
    /^Unknown region "mars-1" in allowedRegions of greener-region$/,
  ],
  [
    "a day of a single rule that no calendar has",
    { rules: { "framework-image": { judgedOn: "2026-02-30" } } },
    /^Expected a day of the calendar, YYYY-MM-DD, as judgedOn of framework-image, got "2026-02-30"$/,
  ],
  [
    "a rule of a name that objects have",
    { rules: { constructor: "disabled" } },
    /^Unknown rule "constructor" in rules\. Known: /,
  ],
  ["what is no object", [], /^Cannot use the settings because of /],
])("refuses %s in one sentence", (_, given, says) => {
  expect(() => read(given)).toThrow(says);
});

it("describes the file to an editor as it reads it", () => {
  const schema = z.fromJSONSchema(packSettingsSchema(rules));
  const accepts = (given: unknown) => schema.safeParse(given).success;
  expect(accepts({ preset: "strict", rules: { "log-retention": { maxDays: 7 } }, exemptions: [exemption] })).toBe(true);
  expect(accepts({ rules: { "log-retention": { maxDay: 7 } } })).toBe(false);
  expect(accepts({ rules: { "log-retentio": "advisory" } })).toBe(false);
});

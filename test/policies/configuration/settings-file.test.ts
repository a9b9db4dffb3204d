import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSettingsFile, settingsInFile } from "../../../policies/configuration/settings-file";
import { judgingDay } from "../../../policies/judging/judging-day";
import { rules } from "../../../policies/registry";

const project = mkdtempSync(join(tmpdir(), "greenml-project-"));
const pack = join(project, "node_modules", "pulumi-greenml", "policies");
const file = join(project, "greenml.policies.json");

beforeEach(() => {
  mkdirSync(pack, { recursive: true });
  writeFileSync(file, "{}");
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

it("is found beside the node_modules that the pack is in", () => {
  expect(findSettingsFile(pack, {})).toBe(file);
  rmSync(file);
  expect(findSettingsFile(pack, {})).toBeUndefined();
});

it("is the one that the environment names, which must be there", () => {
  const other = join(project, "other.json");
  writeFileSync(other, "{}");
  expect(findSettingsFile(pack, { GREENML_POLICIES: other })).toBe(other);
  expect(findSettingsFile(pack, { GREENML_POLICIES: "" })).toBe(file);
  expect(() => findSettingsFile(pack, { GREENML_POLICIES: "other.json" })).toThrow(
    /^Expected GREENML_POLICIES to be an absolute path/,
  );
  expect(() => findSettingsFile(pack, { GREENML_POLICIES: join(project, "none") })).toThrow(
    /^Expected a file at GREENML_POLICIES/,
  );
});

it("names itself in the sentence that refuses it", () => {
  for (const [text, says] of [
    ["{", /^Expected settings as JSON, got what cannot be read: .* \(in .*greenml\.policies\.json\)$/],
    ["preset: strict", /^Expected settings as JSON, got what cannot be read: .* \(in /],
    [" \n", /^Expected settings as JSON, got an empty file \(in .*greenml\.policies\.json\)$/],
  ] as const) {
    writeFileSync(file, text);
    expect(() => settingsInFile(file, rules, {})).toThrow(says);
  }
  writeFileSync(file, '{"preset":"lax"}');
  expect(() => settingsInFile(file, rules, {})).toThrow(/^Cannot use the settings because of preset: .* \(in /);
});

it("is read with the mark of its byte order that some editors write", () => {
  writeFileSync(file, '\uFEFF{"preset":"strict"}');
  expect(settingsInFile(file, rules, {}).preset).toBe("strict");
});

it("judges exemptions on the day that is given, else today", () => {
  const now = new Date("2026-11-24T23:59:00Z");
  expect(judgingDay({}, now)).toBe("2026-11-24");
  expect(judgingDay({ GREENML_POLICIES_DAY: "2027-01-01" }, now)).toBe("2027-01-01");
  for (const none of ["2027-13-01", "2026-02-30"]) {
    expect(() => judgingDay({ GREENML_POLICIES_DAY: none }, now)).toThrow(
      /^Expected GREENML_POLICIES_DAY as YYYY-MM-DD/,
    );
  }
  expect(() => judgingDay({ GREENML_POLICIES_DAY: "soon" }, now)).toThrow(/got "soon"$/);
});

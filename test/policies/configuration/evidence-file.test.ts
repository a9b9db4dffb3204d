import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEvidenceFile, recordsInFile } from "../../../policies/configuration/evidence-file";
import { evidenceFile, sealOf } from "../../../policies/configuration/evidence-record";
import { record } from "../support/evidence";

const root = mkdtempSync(join(tmpdir(), "greenml-evidence-file-"));
const below = join(root, "node_modules", "pack");
const file = join(root, "greenml.evidence.json");
const none = { folder: below, environment: {}, settingsFile: undefined, setting: undefined };
const write = (content: string) => {
  writeFileSync(file, content);
};

beforeAll(() => {
  mkdirSync(below, { recursive: true });
});
afterEach(() => {
  rmSync(file, { force: true });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

it("finds none, or the nearest above the pack", () => {
  expect(findEvidenceFile(none)).toBeUndefined();
  write("{}");
  expect(findEvidenceFile(none)).toBe(file);
});

it("takes the file that the settings name, seen from theirs, and before it the one of the environment", () => {
  write("{}");
  const set = { ...none, settingsFile: join(root, "infra", "greenml.policies.json"), setting: "../proof.json" };
  expect(findEvidenceFile(set)).toBe(join(root, "proof.json"));
  expect(findEvidenceFile({ ...set, environment: { GREENML_EVIDENCE: file } })).toBe(file);
});

it("refuses a file of the environment that is not there, or not where it seems", () => {
  const named = (GREENML_EVIDENCE: string) => () => findEvidenceFile({ ...none, environment: { GREENML_EVIDENCE } });
  expect(named("proof.json")).toThrow(/^Expected GREENML_EVIDENCE to be an absolute path, got "proof.json"$/);
  expect(named(join(root, "no.json"))).toThrow(/^Expected a file at GREENML_EVIDENCE, got none at /);
});

it("reads records as they stand, broken ones too", () => {
  write(JSON.stringify({ $schema: "x", records: [record(), { id: "broken" }] }));
  expect(recordsInFile(file)).toEqual([record(), { id: "broken" }]);
});

it.each([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["no records", "{}"],
  ["something else beside them", '{"records": [], "evidence": []}'],
])("refuses a file with %s in one sentence", (_, content) => {
  write(content);
  expect(() => recordsInFile(file)).toThrow(/^Cannot use the evidence in .*greenml\.evidence\.json because of [^\n]+$/);
});

it("seals a record by its content, whatever the order of its keys", () => {
  const { digest, ...content } = record();
  expect(sealOf(content)).toBe(digest);
  expect(sealOf(Object.fromEntries(Object.entries(content).reverse()))).toBe(digest);
  expect(sealOf({ ...content, digest: "anything" })).toBe(digest);
  expect(sealOf({ ...content, job: "another" })).not.toBe(digest);
});

it("describes each kind of record", () => {
  const accepts = (over: object) => evidenceFile().safeParse({ records: [record(over as never)] }).success;
  const plain = (metric: string, value: number) => ({ results: [{ metric, value, unit: "1" }] });
  expect(accepts({})).toBe(true);
  expect(accepts(plain("auc", 0.8))).toBe(false);
  expect(accepts({ kind: "traffic", ...plain("active-hours-per-day", 24) })).toBe(true);
  expect(accepts({ kind: "traffic", ...plain("active-hours-per-day", 25) })).toBe(false);
  expect(accepts({ kind: "reuse", ...plain("repeated-share", 0.5) })).toBe(true);
  expect(accepts({ kind: "reuse", ...plain("hit-rate", 0.5) })).toBe(false);
  expect(accepts({ measuredAt: "2026-02-30" })).toBe(false);
  expect(accepts({ data: { name: "x", digest: "sha256:0", rows: 1 } })).toBe(false);
});

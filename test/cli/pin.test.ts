import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CATALOG_VERSION, parsePins, PIN_FILE_NAME } from "../../carbon";
import { greenml, widerThan80 } from "./greenml";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenml-pin-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const pin = (...args: string[]): ReturnType<typeof greenml> => greenml("pin", ...args, "--cwd", folder);
const written = (): string => readFileSync(join(folder, PIN_FILE_NAME), "utf8");

test("writes a pin that the library reads, beside Pulumi.yaml", async () => {
  mkdirSync(join(folder, "src"));
  const { code, err } = await greenml(
    ...["pin", "churn", "--region", "eu-north-1", "--instance-type", "m7i.large", "--why", "near the data"],
    ...["--cwd", join(folder, "src")],
  );
  expect({ code, err }).toEqual({ code: 0, err: "greenml: churn stays in eu-north-1 on ml.m7i.large\n" });
  expect(parsePins(written()).pins["churn"]).toEqual({
    region: "eu-north-1",
    instanceType: "ml.m7i.large",
    catalogVersion: CATALOG_VERSION,
    pinnedAt: new Date().toISOString().slice(0, 10),
    why: "near the data",
  });
  expect(readdirSync(folder).sort()).toEqual(["Pulumi.yaml", PIN_FILE_NAME, "src"].sort());
});

test("lists pins, replaces one, takes one away", async () => {
  expect((await pin("--list")).out).toBe("No pins: every placement follows its figures.\n");
  await pin("churn", "--region", "eu-north-1");
  await pin("fraud", "--region", "eu-west-3", "--why", "close to the bank, whose auditors ask for it every year again");
  await pin("churn", "--region", "eu-west-1");
  const { out } = await pin("--list");
  expect(out).toMatch(/^churn +eu-west-1 +any /m);
  expect(widerThan80(out)).toEqual([]);
  expect((await pin("churn", "--remove")).code).toBe(0);
  expect(JSON.parse((await pin("--list", "--format", "json")).out)).toEqual(JSON.parse(written()));
  expect(Object.keys(parsePins(written()).pins)).toEqual(["fraud"]);
});

test("warns of a type newer than the catalogue, and keeps it", async () => {
  const { code, err } = await pin("churn", "--region", "eu-north-1", "--instance-type", "ml.m99i.large");
  expect(code).toBe(0);
  expect(err).toContain("the catalogue lacks ml.m99i.large");
});

test.each([
  ["a name of nothing", ["", "--region", "eu-north-1"], /^greenml: Expected a name to pin, got none; /],
  [
    "a name that objects lose",
    ["__proto__", "--region", "eu-north-1"],
    /^greenml: Cannot pin "__proto__" because no file can keep that name: choose another\n$/,
  ],
  ["no name", ["--region", "eu-north-1"], /^greenml: Expected a name to pin, got none; /],
  ["no region", ["churn"], /^greenml: Expected --region for the pin "churn", got none\n$/],
  ["a region nobody knows", ["churn", "--region", "mars-1"], /^greenml: Unknown region "mars-1" in --region\. Known: /],
  [
    "what is no type",
    ["churn", "--region", "eu-north-1", "--instance-type", "big"],
    /Expected --instance-type such as/,
  ],
  [
    "a pin that is not there",
    ["churn", "--remove"],
    /^greenml: Unknown pin "churn" in greenml\.placement\.json\. Known: none\n$/,
  ],
  ["a list of one", ["churn", "--list"], /^greenml: Cannot take a name together with --list\n$/],
])("ends with 2, one sentence and nothing written on %s", async (_when, args, sentence) => {
  const { code, err } = await pin(...args);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
  expect(readdirSync(folder)).toEqual(["Pulumi.yaml"]);
});

test("waits for nobody who was killed, and tells of a lock that nobody names", async () => {
  const lock = join(folder, `${PIN_FILE_NAME}.lock`);
  writeFileSync(lock, String(spawnSync(process.execPath, ["--version"]).pid));
  expect((await pin("churn", "--region", "eu-north-1")).code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["Pulumi.yaml", PIN_FILE_NAME].sort());
  writeFileSync(lock, "");
  const { code, err } = await pin("fraud", "--region", "eu-north-1");
  expect(code).toBe(2);
  expect(err).toMatch(
    /^greenml: Cannot change the pins because .*\.lock is there: delete it if no other greenml runs\n$/,
  );
  expect(Object.keys(parsePins(written()).pins)).toEqual(["churn"]);
}, 20_000);

test("takes any word as a name, and prints a reason of several lines on one", async () => {
  const request = join(folder, "request.yaml");
  writeFileSync(request, "name: constructor\nuse: training\nwork: { hours: 5 }\n");
  await pin("toString", "--region", "eu-west-1", "--why", "first\nsecond \u001b[31m");
  expect((await pin("--list")).out).toMatch(/^toString +eu-west-1 +any +\S+ +first second +\[31m *$/m);
  const free = await greenml("place", request, "--cwd", folder, "--format", "json");
  expect(JSON.parse(free.out)).toMatchObject({ name: "constructor", pinned: null });
  await pin("constructor", "--region", "eu-west-1");
  const kept = await greenml("place", request, "--cwd", folder, "--format", "json");
  expect(JSON.parse(kept.out)).toMatchObject({ region: "eu-west-1", pinned: { why: "" } });
});

test("leaves a file that it cannot read alone", async () => {
  writeFileSync(join(folder, PIN_FILE_NAME), "{ broken");
  const { code, err } = await pin("churn", "--region", "eu-north-1");
  expect(code).toBe(2);
  expect(err).toMatch(/^greenml: Cannot read greenml\.placement\.json because [^\n]*\n$/);
  expect(written()).toBe("{ broken");
});

test("ends with 2 outside a project", async () => {
  rmSync(join(folder, "Pulumi.yaml"));
  expect((await pin("churn", "--region", "eu-north-1")).err).toMatch(/^greenml: Expected a Pulumi\.yaml in --cwd /);
});

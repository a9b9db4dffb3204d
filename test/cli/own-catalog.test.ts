import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CATALOG_VERSION, parsePins, PIN_FILE_NAME } from "../../carbon";
import { scratch } from "./estimating";
import { greenml } from "./greenml";

const examples = join(__dirname, "../../docs/examples");
const state = join(__dirname, "fixtures/tabular.state.json");
const data = join(__dirname, "../../carbon/catalog/data/grid-intensity.csv");
const rows = readFileSync(data, "utf8").split("\n");
/** A grid of our own under every region: 100 times as dirty where the catalogue has the cleanest. */
const own = rows.map((row) => row.replace(/^eu-north-1,SE-SE3,[\d.]+/, "eu-north-1,SE-SE3,1900")).join("\n");

const { file, path } = scratch();
const folder = (content = own, name = "grid-intensity.csv"): string => {
  mkdirSync(path("catalog"), { recursive: true });
  file(`catalog/${name}`, content);
  return path("catalog");
};
const marked = new RegExp(`${CATALOG_VERSION.replace(".", "\\.")}\\+grid-intensity\\.csv@[0-9a-f]{8}`);

beforeEach(() => {
  delete process.env["GREENML_CATALOG"];
});
afterAll(async () => {
  await greenml("regions");
});

const project = (): string => {
  file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  return path(".");
};

const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["regions", ["regions"]],
  ["instances", ["instances", "--family", "m7i", "--region", "eu-north-1"]],
  ["place", ["place", join(examples, "place-request.yaml")]],
  ["estimate", ["estimate", state]],
  ["validate", ["validate"]],
];

test.each(commands)(
  "%s says in JSON and in words whose tables it took, and ours are back afterwards",
  async (_, args) => {
    const ours = await greenml(...args, "--format", "json");
    const theirs = await greenml(...args, "--format", "json", "--catalog", folder());
    expect({ code: theirs.code, err: theirs.err }).toEqual({ code: ours.code, err: ours.err });
    expect(JSON.parse(ours.out)).toMatchObject({ catalogVersion: CATALOG_VERSION });
    expect(JSON.parse(theirs.out)).toMatchObject({ catalogVersion: expect.stringMatching(marked) as string });
    expect((await greenml(...args, "--catalog", folder())).out.replaceAll(/\s+/g, "")).toMatch(marked);
    expect((await greenml(...args, "--format", "json")).out).toBe(ours.out);
  },
);

test("computes with the tables that it took", async () => {
  const { out } = await greenml("regions", "--sort", "id", "--allowed", "eu-north-1", "--catalog", folder());
  expect(out).toMatch(/^eu-north-1 +Stockholm region +1900 /m);
  const placed = await greenml(
    "place",
    join(examples, "place-request.yaml"),
    "--format",
    "json",
    "--catalog",
    folder(),
  );
  expect((JSON.parse(placed.out) as { region: string }).region).not.toBe("eu-north-1");
});

test("pins with the version of the tables that it took", async () => {
  await greenml("pin", "churn", "--region", "eu-north-1", "--cwd", project(), "--catalog", folder());
  expect(parsePins(readFileSync(path(PIN_FILE_NAME), "utf8")).pins["churn"]?.catalogVersion).toMatch(marked);
});

test("takes the folder that GREENML_CATALOG names, the option before it, and nothing from an empty one", async () => {
  process.env["GREENML_CATALOG"] = folder();
  expect((await greenml("regions", "--format", "json")).out).toMatch(marked);
  process.env["GREENML_CATALOG"] = path("gone");
  expect((await greenml("regions", "--catalog", folder(), "--format", "json")).out).toMatch(marked);
  process.env["GREENML_CATALOG"] = "";
  expect((await greenml("regions", "--format", "json")).out).not.toMatch(marked);
});

describe.each([...commands, ["pin", ["pin", "churn", "--region", "eu-north-1"]] as const])("%s", (_, args) => {
  test.each([
    ["a file of another name", () => folder(own, "grids.csv"), /^greenml: Unknown table "grids\.csv" in .*\. Known: /],
    [
      "broken rows",
      () => folder(own.replace(",1900", ",dirty")),
      /^greenml: Cannot read grid-intensity\.csv because line /,
    ],
    ["missing columns", () => folder(own.replace("g_kwh,", "grams,")), /because it lacks the columns g_kwh/],
    ["a folder that is not there", () => path("gone"), /^greenml: Cannot read .*gone because there is none\n$/],
    ["a folder without a table", () => folder("", "README.md"), /^greenml: Expected tables of the catalogue in /],
    ["no name of a folder", () => "", /^greenml: Cannot read {2}because there is none\n$/],
  ])("ends with 2, one sentence and nothing printed on %s", async (_what, catalog, sentence) => {
    const where = args[0] === "pin" ? ["--cwd", project()] : [];
    const { code, out, err } = await greenml(...args, ...where, "--catalog", catalog());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(sentence);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect(() => readFileSync(path(PIN_FILE_NAME))).toThrow("ENOENT");
  });
});

test("says that a table has no types for a use, not that a family is unknown", async () => {
  const [header, first] = readFileSync(data.replace("grid-intensity", "instances"), "utf8").split("\n");
  const one = `${header!}\n${first!.replace(/^([^,]*),[^,]*/, "$1,N")}\n`;
  const { code, err } = await greenml("instances", "--catalog", folder(one, "instances.csv"));
  expect({ code, err }).toEqual({
    code: 2,
    err: "greenml: Expected types for training in the catalogue, got none\n",
  });
});

test("writes a baseline that a pack with the same tables takes", async () => {
  const { code } = await greenml("policies", "baseline", state, "--cwd", project(), "--catalog", folder());
  expect(code).toBe(0);
  expect(readFileSync(path("greenml.baseline.json"), "utf8")).toMatch(marked);
});

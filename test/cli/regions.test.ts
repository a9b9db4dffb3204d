import { regions } from "../../carbon";
import { regionsOutput } from "../../cli/schemas/regions-output";
import { greenml, widerThan80 } from "./greenml";

interface Listed {
  readonly regions: readonly { readonly id: string; readonly features: readonly string[] }[];
}

async function listed(...args: string[]): Promise<readonly string[]> {
  const { code, out, err } = await greenml("regions", "--format", "json", ...args);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  regionsOutput.parse(JSON.parse(out));
  return (JSON.parse(out) as Listed).regions.map(({ id }) => id);
}

test("lists every region of the catalogue, the cleanest computing first", async () => {
  const ids = await listed();
  expect([...ids].sort()).toEqual(regions().map(({ id }) => id));
  expect(ids.indexOf("eu-north-1")).toBeLessThan(ids.indexOf("eu-west-3"));
  expect(ids.indexOf("eu-west-3")).toBeLessThan(ids.indexOf("ap-south-1"));
});

test("keeps to the allowed regions and to those that offer all that is asked for", async () => {
  expect(await listed("--allowed", "ap-south-1", "eu-north-1", "--sort", "id")).toEqual(["ap-south-1", "eu-north-1"]);
  const serverless = regions().filter(({ features }) => features.serverless && features.neo);
  expect(await listed("--feature", "serverless", "neo", "--sort", "id")).toEqual(serverless.map(({ id }) => id));
});

test("puts a region without a figure last", async () => {
  const unknown = regions().filter(({ intensity }) => intensity === undefined);
  const ids = await listed("--sort", "grid");
  expect(ids.slice(ids.length - unknown.length).sort()).toEqual(unknown.map(({ id }) => id));
});

test("fits a terminal, and is a table in Markdown", async () => {
  const { out } = await greenml("regions");
  expect(widerThan80(out)).toEqual([]);
  expect(out).toMatch(/^region +place +grid +year +PUE/);
  expect((await greenml("regions", "--format", "markdown")).out).toMatch(/^\| region \| place \| grid \|/);
});

test("ends with 2 and one sentence on a region it does not know", async () => {
  const { code, out, err } = await greenml("regions", "--allowed", "mars-1");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^greenml: Unknown region "mars-1" in --allowed\. Known: .*eu-north-1.*\n$/);
});

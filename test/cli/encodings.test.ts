import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { scratch } from "./estimating";
import { greenml } from "./greenml";

const { file, path } = scratch();
const fixture = (name: string): string => join(__dirname, "fixtures", name);
const example = (name: string): string => join(__dirname, "../../docs/examples", name);

/** How PowerShell and editors of Windows write what others write as UTF-8. */
const ways: readonly (readonly [name: string, encode: (text: string) => Buffer])[] = [
  ["UTF-8 with its mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16, big end first", (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
];
const inputs: readonly (readonly [source: string, args: (input: string) => readonly string[]])[] = [
  [fixture("wasteful.state.json"), (input) => ["estimate", input, "--format", "json"]],
  [fixture("tabular.preview.json"), (input) => ["estimate", input, "--format", "json"]],
  [example("workload.yaml"), (input) => ["estimate", input, "--format", "json"]],
  [example("place-request.yaml"), (input) => ["place", input, "--format", "json"]],
  [fixture("wasteful.state.json"), (input) => ["policies", "--exemptions", "--state", input, "--cwd", path(".")]],
  [fixture("wasteful.state.json"), (input) => ["policies", "baseline", input, "--cwd", path(".")]],
];

describe.each(ways)("a file in %s", (_way, encode) => {
  test.each(inputs)("says the same of %s (%#)", async (source, args) => {
    file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    const input = path("input.txt");
    const text = readFileSync(source, "utf8").replaceAll("\n", "\r\n");
    writeFileSync(input, text);
    const plain = await greenml(...args(input));
    writeFileSync(input, encode(text));
    const { code, out, err } = await greenml(...args(input));
    expect({ code, out, err }).toEqual(plain);
    expect(code).toBe(0);
  });

  test("is taken as usage", async () => {
    const state = fixture("wasteful.state.json");
    const usage = path("usage.yaml");
    writeFileSync(usage, "resources:\n  aws:s3/bucket:Bucket: { gigabytes: 10 }\n");
    const plain = await greenml("estimate", state, "--usage", usage);
    writeFileSync(usage, encode(readFileSync(usage, "utf8")));
    expect(await greenml("estimate", state, "--usage", usage)).toEqual(plain);
    expect(plain.out).not.toBe((await greenml("estimate", state)).out);
  });
});

test("half a character at the end of UTF-16 is no reason to break", async () => {
  writeFileSync(path("state.json"), Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x22]));
  const { code, out, err } = await greenml("estimate", path("state.json"));
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^greenml: Cannot use [^\n]*\n$/);
});

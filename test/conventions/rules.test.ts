import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { retired, rules } from "../../policies/registry";
import { settingsTable } from "../../policies/settings-table";
import { judge } from "../policies/support/judge";
import { pageOf } from "../policies/support/page";

// Evidence and support of software grow old; the pages are judged as on the day they were written.

const root = join(__dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const filesIn = (folder: string) => readdirSync(join(root, folder));
const names = rules.map(({ name }) => name);
const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

describe("the registry of rules", () => {
  it("lists rules alphabetically and each once", () => {
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("lists every rule that has a file, and the folder holds nothing else", () => {
    const files = filesIn("policies/rules");
    expect(files.map((file) => file.replace(".ts", ""))).toEqual(names);
  });

  it("has a page for every rule and none besides", () => {
    expect(filesIn("docs/rules").map((file) => file.replace(".md", ""))).toEqual(names);
  });

  it("has a test for every rule and none besides", () => {
    expect(filesIn("test/policies/rules").map((file) => file.replace(".test.ts", ""))).toEqual(names);
  });

  it("keeps the names of retired rules out, and names a successor for each", () => {
    expect(Object.keys(retired).filter((name) => names.includes(name))).toEqual([]);
    expect(Object.values(retired).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("the rooms of the pack", () => {
  /** What the files of a room import, without what is in the room itself or in a package. */
  const importsOf = (room: string): string[] =>
    readdirSync(join(root, "policies", room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        [...read(join("policies", room, file)).matchAll(/from "(\.[^"]+)"/g)].map(([, to = ""]) =>
          join(room, dirname(file), to),
        ),
      )
      .filter((to) => !to.startsWith(`${room}/`));

  it("let readings and tables know nothing of judgements", () => {
    const inPack = [...importsOf("reading"), ...importsOf("tables")].filter((to) => !to.startsWith("../carbon/"));
    expect(inPack).toEqual([]);
  });

  it("let judgements know no rule, and no rule another", () => {
    const known = [...importsOf("judging"), ...importsOf("rules")];
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter((to) => /^(rules|registry|pack)\b/.test(to))).toEqual([]);
    expect(names.filter((name) => /from "\.\//.test(read(`policies/rules/${name}.ts`)))).toEqual([]);
  });
});

describe("the pack", () => {
  const { version, main } = JSON.parse(read("policies/package.json")) as { version: string; main: string };

  it("has the version of the package", () => {
    expect(version).toBe((JSON.parse(read("package.json")) as { version: string }).version);
  });

  it("is reached where the build puts it", () => {
    expect(main).toBe("../dist/policies/pack.js");
    expect(existsSync(join(root, "policies/pack.ts"))).toBe(true);
  });
});

describe.each(rules)("rule $name", (rule) => {
  const page = pageOf(rule.name);

  it("is exported under its own name", () => {
    expect(read(`policies/rules/${rule.name}.ts`)).toContain(`export const ${camelCase(rule.name)}:`);
  });

  it("says what it is about, how bad a fault is and what mends it", () => {
    expect(rule).toMatchObject({
      description: expect.stringMatching(/^[A-Z].+\.$/) as string,
      remediationSteps: expect.stringMatching(/^[A-Z].+\.$/) as string,
      severity: expect.stringMatching(/^(low|medium|high|critical)$/) as string,
      enforcementLevel: expect.stringMatching(/^(advisory|mandatory)$/) as string,
      url: `docs/rules/${rule.name}.md`,
    });
  });

  it("describes every setting and gives it a default", () => {
    const settings = Object.values(rule.configSchema?.properties ?? {});
    expect(settings).not.toEqual([]);
    expect(settings.filter((one) => one.description === undefined || one.default === undefined)).toEqual([]);
  });

  it("has a page with the five sections", () => {
    expect(page.title).toBe(`# ${rule.name}`);
    expect(page.headings).toEqual(["Why", "Refused", "Accepted", "Settings", "When not to use it"]);
    expect(read(`docs/rules/${rule.name}.md`)).toMatch(/## Why\n[^#]*\]\(https:/);
  });

  it("has a page whose settings are those of the rule", () => {
    expect(cells(page.settings)).toEqual(cells(settingsTable(rule)));
  });

  it("refuses every snippet that its page calls refused, in the grammar of messages", async () => {
    const snippets = page.snippets("Refused");
    expect(snippets.length).toBeGreaterThan(0);
    for (const snippet of snippets) {
      const messages = await judge(rule, snippet);
      expect({ snippet, messages }).toEqual({
        snippet,
        messages: [expect.stringMatching(GRAMMAR)].concat(messages.slice(1)),
      });
      expect(messages.filter((message) => !GRAMMAR.test(message) || message.includes(rule.description))).toEqual([]);
    }
  });

  it("says what a fault costs, or that it is unknown", async () => {
    const messages = await Promise.all(page.snippets("Refused").map((snippet) => judge(rule, snippet)));
    expect(messages.flat().filter((message) => !COST.test(message))).toEqual([]);
  });

  it("accepts every snippet that its page calls accepted", async () => {
    const snippets = page.snippets("Accepted");
    expect(snippets.length).toBeGreaterThan(0);
    for (const snippet of snippets) expect(await judge(rule, snippet)).toEqual([]);
  });
});

/** Grams and dollars, either of them where a budget is of it alone, or that they are unknown. */
const COST = /emissions \(CO2e\) .*; cost |of CO2e a month .*; cost |up to (\$[\d,.]+|[\d,.]+ kg)|[Uu]nknown/;
const GRAMMAR = /^(Expected|Unknown|Too \w+|Cannot .+ because) ?.*\.$/;

/** The cells of a Markdown table, whatever the widths it was formatted to. */
function cells(table: string): string[][] {
  const rows = table.trim().split("\n");
  return rows.map((row) => row.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Given } from "./judge";

/** A rule's page, taken apart. */
export interface RulePage {
  readonly title: string;
  readonly headings: readonly string[];
  readonly settings: string;
  /** The snippets under a heading, each a list of resources. */
  readonly snippets: (heading: string) => readonly (readonly Given[])[];
}

/** The page of a rule in docs/rules. */
export function pageOf(rule: string): RulePage {
  const text = readFileSync(join(__dirname, "../../../docs/rules", `${rule}.md`), "utf8");
  const [head = "", ...rest] = text.split(/^## /m);
  const sections = new Map(rest.map((section) => [section.split("\n")[0] ?? "", section]));
  const snippets = (heading: string) =>
    [...(sections.get(heading) ?? "").matchAll(/```json\n([^]*?)```/g)].map(
      ([, snippet = ""]) => JSON.parse(snippet) as Given[],
    );
  const settings = /<!-- settings[^]*?-->\n([^]*?)<!-- \/settings -->/.exec(sections.get("Settings") ?? "")?.[1] ?? "";
  return { title: head.trim(), headings: [...sections.keys()], settings, snippets };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Policies } from "@pulumi/policy";

/** The folder of the package, built or not. */
const roots = [join(__dirname, "../.."), join(__dirname, "../../..")];

/** The file of a rule's page as it is installed, or nothing where pages are not. */
export function pageFile({ url = "" }: Policies[number]): string | undefined {
  return roots.map((root) => join(root, url)).find((file) => url !== "" && existsSync(file));
}

/** The rules, each with the address of its page on this machine: relative to the package nobody could open it. */
export function pagedRules(rules: Policies): Policies {
  return rules.map((rule) => {
    const file = pageFile(rule);
    return file === undefined ? rule : { ...rule, url: pathToFileURL(file).href };
  });
}

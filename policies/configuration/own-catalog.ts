import { isAbsolute } from "node:path";
import { replaceTablesFrom } from "../../carbon/index";
import { refusal } from "./rule-settings";

/** Environment variable that names a folder of tables to judge with in place of the catalogue's; an absolute path. */
const CATALOG_VARIABLE = "GREENML_CATALOG";

/** Judges with the tables in the folder that the environment names; throws one sentence where they cannot be used. */
export function takeOwnCatalog(environment: Readonly<Record<string, string | undefined>>): void {
  const folder = environment[CATALOG_VARIABLE] ?? "";
  if (folder === "") return;
  // The pack runs in its own folder and is not told where the command was started, so a relative path would be a guess.
  if (!isAbsolute(folder)) throw refusal(`Expected ${CATALOG_VARIABLE} to be an absolute path, got "${folder}"`);
  try {
    replaceTablesFrom(folder);
  } catch (error) {
    throw refusal(`${error instanceof Error ? error.message : String(error)} (by ${CATALOG_VARIABLE})`);
  }
}

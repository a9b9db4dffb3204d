import { replaceTablesFrom } from "../carbon";

/** Environment variable that names a folder of tables to plan with in place of the catalogue's. */
const CATALOG_VARIABLE = "GREENML_CATALOG";

let taken = "";

/**
 * Plans with the tables in the folder that the environment names, from the first component on.
 *
 * @throws Error with one sentence where they cannot be used
 */
export function takeOwnCatalog(): void {
  const folder = process.env[CATALOG_VARIABLE] ?? "";
  if (folder === "" || folder === taken) return;
  try {
    replaceTablesFrom(folder);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} (by ${CATALOG_VARIABLE})`, {
      cause: error,
    });
  }
  taken = folder;
}

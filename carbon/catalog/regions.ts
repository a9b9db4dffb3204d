import type { Region } from "./region";

/** Every region of the catalogue, by id. */
export function regions(): readonly Region[] {
  throw new Error("Cannot read the regions because the table is not there yet");
}
/** The region, or undefined when the catalogue lacks it. */
export function findRegion(id: string): Region | undefined {
  return regions().find((one) => one.id === id);
}
/** The region; throws one sentence when the catalogue lacks it. */
export function region(id: string): Region {
  const found = findRegion(id);
  if (found === undefined) throw new Error(`Unknown region "${id}"`);
  return found;
}

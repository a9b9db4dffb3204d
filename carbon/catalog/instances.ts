import type { Instance } from "./instance";

/** Every instance type of the catalogue. */
export function instances(): readonly Instance[] {
  throw new Error("Cannot read the instances because the table is not there yet");
}
/** The type, with or without the leading "ml."; undefined when the catalogue lacks it. */
export function findInstance(type: string): Instance | undefined {
  return instances().find((one) => one.type === type);
}
/** The type; throws one sentence when the catalogue lacks it. */
export function instance(type: string): Instance {
  const found = findInstance(type);
  if (found === undefined) throw new Error(`Unknown instance type "${type}"`);
  return found;
}

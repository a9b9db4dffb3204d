import type { Instance, InstanceUse } from "./instance";

/** A newer family that does the same work. */
export interface NewerGeneration {
  /** Family, such as "m7i". */
  readonly family: string;
  readonly launchYear: number;
  /** The type of that family that comes closest, such as "ml.m7i.xlarge". */
  readonly type: string;
}

/** The newest family comparable to this type for a use; undefined when it is the newest itself. */
export function newestGeneration(_instance: Instance, _use: InstanceUse): NewerGeneration | undefined {
  throw new Error("Cannot compare generations because the table is not there yet");
}

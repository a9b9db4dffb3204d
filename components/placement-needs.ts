import * as z from "zod";
import { gibibytes, type PlacementNeeds } from "../carbon";
import { plainObject } from "./plain-args";
import { shown } from "./shown";

/** Checks what a machine must have. */
export const plannedNeeds = plainObject({
  vcpu: z.number().positive().optional(),
  memoryGib: z.number().positive().optional(),
  acceleratorCount: z.int().min(0).optional(),
  acceleratorMemoryGib: z.number().positive().optional(),
});

/** Checks the form of an instance type; whether there is such a type is for placement to say. */
export const plannedInstanceType = z.string().refine((type) => /^(ml\.)?[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type), {
  error: ({ input }) => `Expected {argument} to be an instance type such as "ml.m7i.large", got ${shown(input)}`,
});

/** What a machine must have, as users write it. */
export type MachineNeeds = z.output<typeof plannedNeeds>;

/** The same needs as placement reads them. */
export function placementNeeds(needs: MachineNeeds): PlacementNeeds {
  const { vcpu, memoryGib, acceleratorCount, acceleratorMemoryGib } = needs;
  return {
    ...(vcpu !== undefined && { vcpu }),
    ...(memoryGib !== undefined && { memoryGib: gibibytes(memoryGib) }),
    ...(acceleratorCount !== undefined && { acceleratorCount }),
    ...(acceleratorMemoryGib !== undefined && { acceleratorMemoryGib: gibibytes(acceleratorMemoryGib) }),
  };
}

import { gibibytes, type PlacementNeeds } from "../carbon";

/** What a machine must have, as users write it. */
export interface MachineNeeds {
  readonly vcpu?: number | undefined;
  readonly memoryGib?: number | undefined;
  readonly acceleratorCount?: number | undefined;
  readonly acceleratorMemoryGib?: number | undefined;
}

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

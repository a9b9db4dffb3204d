import type { PlacementWork } from "./placement-request";

/** How many times as fast some machines are as one: n x efficiency ^ log2(n). */
export function speedup(machines: number, scaling: PlacementWork["scaling"]): number {
  const kept = scaling === undefined ? 1 : scaling.efficiency ** Math.log2(machines);
  return machines * kept;
}

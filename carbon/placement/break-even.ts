import { gigabytes, type Gigabytes } from "../units/quantities";
import type { RegionResult } from "./contest";
import type { PlacementRequest } from "./placement-request";

/** Where moving the data begins and ceases to pay; absent where nothing is gained by moving or the work is unknown. */
export interface BreakEven {
  /** Above this much data, staying emits less than moving anywhere. */
  readonly breakEvenGigabytes?: Gigabytes;
  /** From this many runs on, moving somewhere emits no more than staying. */
  readonly breakEvenRuns?: number;
}

/** The break-even of moving against staying at `home`. */
export function breakEvenOf(
  { data, work }: PlacementRequest,
  results: readonly RegionResult[],
  home: RegionResult | undefined,
): BreakEven {
  if (data === undefined || home === undefined || !home.contender.weighable || !home.contender.stated) return {};
  const runs = work.runs ?? 1;
  const gains = results
    .filter((one) => one !== home && one.way.perGigabyte > 0)
    .map(({ work: there, way }) => ({
      gain: (home.work - there) / runs - way.perRun,
      perGigabyte: way.perGigabyte + way.copyPerGigabyte,
    }))
    .filter(({ gain }) => gain > 0);
  if (gains.length === 0) return {};
  const most = Math.max(...gains.map(({ gain, perGigabyte }) => (gain * runs) / perGigabyte));
  const fewest = Math.min(...gains.map(({ gain, perGigabyte }) => (data.gigabytes * perGigabyte) / gain));
  return { breakEvenGigabytes: gigabytes(most), breakEvenRuns: Math.max(1, Math.ceil(fewest)) };
}

import type { Accelerator } from "../catalog/accelerators";
import { coefficient } from "../catalog/coefficients";
import { combine } from "../units/combine";
import { watts, type Watts } from "../units/quantities";
import type { Range } from "../units/range";

/** Power of one accelerator without work: as read, or else the usual share of its maximum. */
export function idleOf({ idle }: Accelerator, maximum: Range<Watts>): Range<Watts> {
  if (idle !== undefined) return idle;
  return combine([maximum, coefficient("accelerator_idle", "share_of_maximum")] as const, (most, share) =>
    watts(most * share),
  );
}

import type { Footprint } from "./footprint";
import type { TransferUsage } from "./usage";

/** What moving data between two regions costs. */
export function dataTransferFootprint(_usage: TransferUsage): Footprint {
  throw new Error("Cannot estimate because the formula is not there yet");
}

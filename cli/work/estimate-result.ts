import type { GridSignal } from "../../carbon";
import type { InputFile, Entry } from "./entries";
import type { Beside } from "./figures";
import type { Total } from "./total";

/** A whole estimate. */
export interface EstimateResult {
  readonly inputs: readonly InputFile[];
  readonly entries: readonly Entry[];
  readonly total: Total;
  readonly exceeded: readonly string[];
  readonly asked: readonly (keyof Beside)[];
  readonly signal: GridSignal;
}

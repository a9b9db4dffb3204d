import type { Placement, PlacementRequest } from "./placement";

/** Finds the place where this work emits least, or throws one sentence when there is none. */
export function place(_request: PlacementRequest): Placement {
  throw new Error("Cannot place because the choice is not there yet");
}

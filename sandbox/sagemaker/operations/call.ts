import type { EndpointMoves } from "../lifecycle/endpoint-moves";
import type { RunningJobs } from "../lifecycle/running-jobs";
import type { Workshop } from "../lifecycle/workshop";
import type { Scope } from "../scope";
import type { TagState } from "../state/tag-state";
import type { JsonObject } from "../wire";

/** What operations work on. */
export interface Desk {
  readonly shop: Workshop;
  readonly tags: TagState;
  readonly running: RunningJobs;
  readonly endpoints: EndpointMoves;
  /** Whether a role exists, where something knows; without it every role does. */
  readonly roleExists?: (arn: string) => boolean;
}

/** One checked request. */
export interface Call {
  readonly desk: Desk;
  readonly scope: Scope;
  readonly operation: string;
  readonly request: JsonObject;
}

/** Carries an operation out; what it returns is the answer's body. */
export type Operation = (call: Call) => object;

import type { ObjectStore } from "../../s3/object-store";
import type { Faults } from "../faults";
import type { JobRunner } from "../job-runner";
import type { ObjectState } from "../state/object-state";
import type { TagState } from "../state/tag-state";

/** Everything the life of a job needs. */
export interface Workshop {
  readonly home: string;
  /** Sandbox seconds in a real one. */
  readonly speed: number;
  readonly objects: ObjectState;
  readonly tags: TagState;
  readonly store: ObjectStore;
  readonly faults: Faults;
  /** Does the work; jobs wait until it is ready. */
  readonly runner: Promise<JobRunner>;
}

import type { TuningDocument } from "../kinds";
import type { ObjectState } from "../state/object-state";
import type { Scope } from "../scope";

import type { Trial } from "./trial-summary";

/** The trials of a tuning job, and none of an earlier one that bore its name. */
export function trialsOf(
  objects: ObjectState,
  scope: Scope,
  { HyperParameterTuningJobName: name, CreationTime: created }: TuningDocument,
): Trial[] {
  return objects
    .list("training", scope)
    .filter(({ trial }) => trial?.tuningJobName === name && trial.tuningJobCreated === created);
}

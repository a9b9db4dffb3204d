import { validationException } from "../aws-error";
import { isTerminal, type JobKind, type Kind, kinds, member } from "../kinds";
import { arnOf } from "../scope";

import type { Operation } from "./call";
import { found } from "./describe";

/** Delete of a job's entry: only when the job is over. What it wrote to S3 stays. */
export function deleteJob(kind: JobKind): Operation {
  return ({ desk, scope, request }) => {
    const name = member(kind, "Name", request);
    const { document } = found(desk, kind, scope, name);
    const status = member(kind, "Status", document);
    if (!isTerminal(status)) {
      throw validationException(
        `The request was rejected because the ${kinds[kind].noun} is not in a terminal state. Current status: ${status}.`,
      );
    }
    const pool =
      kind === "training" ? desk.shop.objects.read("training", scope, name)?.document.WarmPoolStatus : undefined;
    if (pool?.Status === "Available") {
      throw validationException(
        "The request was rejected because the training job has a warm pool in status Available.",
      );
    }
    desk.shop.objects.remove(kind, scope, name);
    desk.tags.remove(arnOf(kind, scope, name));
    return {};
  };
}

/** Delete of something that does not run. */
export function deleteObject(kind: Kind): Operation {
  return ({ desk, scope, request }) => {
    const name = member(kind, "Name", request);
    found(desk, kind, scope, name);
    desk.shop.objects.remove(kind, scope, name);
    desk.tags.remove(arnOf(kind, scope, name));
    return {};
  };
}

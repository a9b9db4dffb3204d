import { validationException } from "../aws-error";
import { isTerminal, type JobKind, kinds, member } from "../kinds";

import type { Operation } from "./call";
import { found } from "./describe";

/** Stop of any kind of job. */
export function stop(kind: JobKind): Operation {
  return ({ desk, scope, request }) => {
    const name = member(kind, "Name", request);
    const status = member(kind, "Status", found(desk, kind, scope, name).document);
    if (isTerminal(status)) {
      throw validationException(`The request was rejected because the ${kinds[kind].noun} is in status ${status}.`);
    }
    desk.running.stop(kind, scope, name);
    return {};
  };
}

import { toRequest } from "./casing";
import { HalfMade, type Behaviour, type Work } from "./cloud";
import { SageMaker } from "./sagemaker";
import {
  changeTags,
  create,
  keyOf,
  plainType,
  remove,
  requestInputs,
  untilGone,
  type ServedType,
} from "./served-types";
import { sameValue, textOf, type Properties } from "./values";

/** The real provider's own limit; it cannot be changed. */
const SECONDS = 60 * 60;
const settled = ["InService", "Failed", "OutOfService", undefined];

/** Create and update wait until the endpoint serves, delete until it is gone. */
export function endpointType(type: ServedType): Behaviour {
  return {
    ...plainType(type),
    create: async (work) => {
      const learnt = await create(type, work);
      await inService(type, work, learnt);
      return learnt;
    },
    update: async (work, old) => {
      await changeTags(work, old);
      if (!sameValue(asked(work.outputs), asked(old))) {
        await new SageMaker(work).call(
          "UpdateEndpoint",
          toRequest("UpdateEndpoint", requestInputs(work), type.renamed),
        );
      }
      // Also when nothing is asked for: an earlier wait may have been cancelled.
      await inService(type, work, {});
      return {};
    },
    read: async (work) => {
      const seen = await new SageMaker(work).find(type.describe, keyOf(type, work));
      return seen === undefined ? undefined : { endpointConfigName: seen["EndpointConfigName"] ?? "" };
    },
    delete: async (work) => {
      await remove(type, work);
      await untilGone(type, work, SECONDS);
    },
  };
}

/** From the moment it is asked for the endpoint exists and costs, so no way out of the wait may lose it. */
async function inService(type: ServedType, work: Work, learnt: Properties): Promise<void> {
  const lost = (reason: string) => new HalfMade(work.id, learnt, work.inputs, reason);
  let seen: Properties | undefined;
  try {
    seen = await new SageMaker(work).wait(type.describe, keyOf(type, work), SECONDS, (described) =>
      settled.includes(textOf(described ?? {}, "EndpointStatus")),
    );
  } catch (error) {
    if (work.cloud.cancelled.aborted) throw lost("cancelled while waiting for the endpoint to be InService");
    throw lost(error instanceof Error ? error.message : String(error));
  }
  const status = textOf(seen ?? {}, "EndpointStatus");
  if (status === "InService") return;
  const reason = textOf(seen ?? {}, "FailureReason") ?? "no reason given";
  throw lost(`unexpected state '${status ?? "gone"}', wanted target 'InService': ${reason}`);
}

function asked({ endpointConfigName = null, deploymentConfig = null }: Properties): Properties {
  return { endpointConfigName, deploymentConfig };
}

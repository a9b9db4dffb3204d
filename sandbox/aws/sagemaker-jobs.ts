import type { Behaviour } from "./cloud";
import { SageMaker } from "./sagemaker";
import { create, keyOf, plainType, remove, untilGone, type ServedType } from "./served-types";
import { textOf, type Properties } from "./values";

/** Create does not wait for the job to end; delete stops a running one first. */
export function trainingType(type: ServedType): Behaviour {
  return {
    ...plainType(type),
    delete: async (work) => {
      const api = new SageMaker(work);
      const status = async () => textOf((await api.find(type.describe, keyOf(type, work))) ?? {}, "TrainingJobStatus");
      if ((await status()) === "InProgress") await api.call("StopTrainingJob", keyOf(type, work));
      await api.wait(type.describe, keyOf(type, work), 2700, (seen) =>
        ["Completed", "Failed", "Stopped", undefined].includes(textOf(seen ?? {}, "TrainingJobStatus")),
      );
      await remove(type, work);
      await untilGone(type, work, 2700);
    },
  };
}

/** Create waits until a status shows; delete stops a job that still runs, and tries again. */
export function tuningType(type: ServedType): Behaviour {
  const seenAs = (seen: Properties) => ({
    status: seen["HyperParameterTuningJobStatus"] ?? "",
    failureReason: seen["FailureReason"] ?? "",
  });
  return {
    ...plainType(type),
    create: async (work) => {
      const learnt = await create(type, work);
      const seen = await new SageMaker(work).wait(
        type.describe,
        keyOf(type, work),
        300,
        (described) => described !== undefined,
      );
      return { ...learnt, ...seenAs(seen ?? {}) };
    },
    read: async (work) => {
      const seen = await new SageMaker(work).find(type.describe, keyOf(type, work));
      return seen === undefined ? undefined : seenAs(seen);
    },
    delete: async (work) => {
      const api = new SageMaker(work);
      const running = (seen: Properties | undefined) =>
        ["InProgress", "Stopping", "Deleting"].includes(textOf(seen ?? {}, "HyperParameterTuningJobStatus") ?? "");
      const seen = await api.find(type.describe, keyOf(type, work));
      if (textOf(seen ?? {}, "HyperParameterTuningJobStatus") === "InProgress") {
        await api.call("StopHyperParameterTuningJob", keyOf(type, work));
      }
      await api.wait(type.describe, keyOf(type, work), 1800, (described) => !running(described));
      await remove(type, work);
      await untilGone(type, work, 1800);
    },
  };
}

import { compilationJob } from "./compilation-job";
import { hyperParameterTuningJob } from "./hyper-parameter-tuning-job";
import type { JobKind } from "./job-kind";
import { trainingJob } from "./training-job";
import { transformJob } from "./transform-job";

/** Every kind of job there is, alphabetical. */
export const jobKinds: readonly JobKind[] = [compilationJob, hyperParameterTuningJob, trainingJob, transformJob];

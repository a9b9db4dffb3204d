import { refuseCompilationJob } from "./compilation";
import { refuseEndpointConfig } from "./endpoint-config";
import { refuseModel } from "./model";
import type { Refuse } from "./rule";
import { refuseTrainingJob } from "./training";
import { refuseTransformJob } from "./transform";
import { refuseTuningJob } from "./tuning";

/** What the API refuses beyond its model, by operation. */
export const refusals: Readonly<Record<string, Refuse>> = {
  CreateTrainingJob: refuseTrainingJob,
  CreateHyperParameterTuningJob: refuseTuningJob,
  CreateCompilationJob: refuseCompilationJob,
  CreateTransformJob: refuseTransformJob,
  CreateModel: refuseModel,
  CreateEndpointConfig: refuseEndpointConfig,
};

import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import type { Wire } from "../wire";

import { refuseBy } from "./rule";
import { definitionRules } from "./tuning-definitions";
import { strategyRules } from "./tuning-strategy";
import { warmStartRules } from "./warm-start";

/** What SageMaker refuses of CreateHyperParameterTuningJob beyond its API model. */
export const refuseTuningJob = refuseBy<Wire<CreateHyperParameterTuningJobRequest>>([
  ...strategyRules,
  ...definitionRules,
  ...warmStartRules,
]);

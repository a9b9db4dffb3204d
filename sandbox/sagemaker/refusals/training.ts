import type { CreateTrainingJobRequest } from "@aws-sdk/client-sagemaker";

import type { Wire } from "../wire";

import { mustNotBeNull, refuseBy, type Rule } from "./rule";
import { trainingSettingRules } from "./training-settings";

type Asked = Wire<CreateTrainingJobRequest>;

/** Only a serverless job may leave these out, so the API model cannot require them. */
const partsAreThere: Rule<Asked> = ({
  ServerlessJobConfig,
  AlgorithmSpecification,
  ResourceConfig,
  StoppingCondition,
}) => {
  if (ServerlessJobConfig !== undefined) return undefined;
  if (AlgorithmSpecification === undefined) return mustNotBeNull("algorithmSpecification");
  if (ResourceConfig === undefined) return mustNotBeNull("resourceConfig");
  return StoppingCondition === undefined ? mustNotBeNull("stoppingCondition") : undefined;
};

/** What SageMaker refuses of CreateTrainingJob beyond its API model. */
export const refuseTrainingJob = refuseBy<Asked>([partsAreThere, ...trainingSettingRules]);

import type { Behaviour } from "./cloud";
import { uniqueName } from "./outputs";
import { endpointType } from "./sagemaker-endpoint";
import { trainingType, tuningType } from "./sagemaker-jobs";
import { plainType, served } from "./served-types";
import { isObject, type Properties } from "./values";

/** How the served types are made, changed and removed, with the waits of the real provider. */
export const sagemakerBehaviours: Readonly<Record<string, Behaviour>> = {
  "aws:sagemaker/model:Model": plainType(served["aws:sagemaker/model:Model"]),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
    ...plainType(served["aws:sagemaker/endpointConfiguration:EndpointConfiguration"]),
    prepare: ({ inputs }) => Promise.resolve(namedVariants(inputs)),
  },
  "aws:sagemaker/endpoint:Endpoint": endpointType(served["aws:sagemaker/endpoint:Endpoint"]),
  "aws:sagemaker/trainingJob:TrainingJob": trainingType(served["aws:sagemaker/trainingJob:TrainingJob"]),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": tuningType(
    served["aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"],
  ),
};

/** The provider names variants that the program left without a name. */
function namedVariants({ productionVariants: variants }: Properties): Properties {
  if (!Array.isArray(variants)) return {};
  const named = variants.map((one) =>
    isObject(one) ? { ...one, variantName: one["variantName"] ?? uniqueName("terraform-") } : one,
  );
  return { productionVariants: named };
}

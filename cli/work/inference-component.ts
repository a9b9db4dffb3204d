import { textAt } from "../stack/property";
import { nothing, untold, type Recogniser } from "./finding";

const endpointType = "aws:sagemaker/endpoint:Endpoint";

/** `aws-native:sagemaker:InferenceComponent`: it shares the machines of an endpoint, which count as a whole. */
export const inferenceComponent: Recogniser = {
  knobs: [],
  find: (resource, { index }) => {
    const name = textAt(resource, "endpointName");
    const named = name === undefined ? undefined : index.byAwsName(endpointType, name);
    const endpoint = named ?? index.madeFrom(resource, "endpointName", endpointType);
    if (endpoint !== undefined) return nothing("counted with the machines of its endpoint");
    return untold("the machines of its endpoint are not in the input");
  },
};

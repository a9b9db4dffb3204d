import { AwsError } from "../aws-error";
import type { Invocation } from "../job-runner";
import type { EndpointConfigDocument } from "../kinds";
import type { Scope } from "../scope";
import { given } from "../wire";

import { modelContainer, modelFile } from "./model-container";
import type { Workshop } from "./workshop";

type Invoked = Pick<Invocation, "modelName" | "image" | "modelPath"> & { readonly variant: string };

/** The model that answers for an endpoint: its first variant's. @throws AwsError as sagemaker-runtime refuses */
export function invokedModel(shop: Workshop, scope: Scope, endpoint: string): Invoked {
  const variant = servedConfiguration(shop, scope, endpoint)?.ProductionVariants[0];
  const container = modelContainer(shop, scope, variant?.ModelName);
  if (variant?.ModelName === undefined || container === undefined) {
    throw new AwsError("ModelError", `The model of endpoint ${endpoint} is gone.`, 424);
  }
  const modelPath = modelFile(shop, container);
  return given({ modelName: variant.ModelName, image: container.Image ?? "", modelPath, variant: variant.VariantName });
}

function servedConfiguration(
  { objects }: Workshop,
  scope: Scope,
  endpoint: string,
): EndpointConfigDocument | undefined {
  const document = objects.read("endpoint", scope, endpoint)?.document;
  if (document?.EndpointStatus !== "InService" && document?.EndpointStatus !== "Updating") {
    throw new AwsError("ValidationError", `Endpoint ${endpoint} of account ${scope.account} not found.`);
  }
  return objects.read("endpoint-config", scope, document.EndpointConfigName ?? "")?.document;
}

import { fileOfObject } from "../../s3/s3-uri";
import { AwsError } from "../aws-error";
import type { Invocation } from "../job-runner";
import type { Scope } from "../scope";
import { given } from "../wire";

import type { Workshop } from "./workshop";

type Invoked = Pick<Invocation, "modelName" | "image" | "modelPath"> & { readonly variant: string };

/** The model that answers for an endpoint: its first variant's. @throws AwsError as sagemaker-runtime refuses */
export function invokedModel({ objects, store }: Workshop, scope: Scope, endpoint: string): Invoked {
  const document = objects.read("endpoint", scope, endpoint)?.document;
  if (document?.EndpointStatus !== "InService" && document?.EndpointStatus !== "Updating") {
    throw new AwsError("ValidationError", `Endpoint ${endpoint} of account ${scope.account} not found.`);
  }
  const config = objects.read("endpoint-config", scope, document.EndpointConfigName ?? "")?.document;
  const variant = config?.ProductionVariants[0];
  const model = objects.read("model", scope, variant?.ModelName ?? "")?.document;
  const container = model?.PrimaryContainer ?? model?.Containers?.[0];
  if (variant === undefined || model === undefined || container === undefined) {
    throw new AwsError("ModelError", `The model of endpoint ${endpoint} is gone.`, 424);
  }
  const modelPath = container.ModelDataUrl === undefined ? undefined : fileOfObject(store, container.ModelDataUrl);
  return given({ modelName: model.ModelName, image: container.Image ?? "", modelPath, variant: variant.VariantName });
}

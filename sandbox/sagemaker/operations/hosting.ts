import type {
  CreateEndpointConfigInput,
  CreateEndpointInput,
  CreateModelInput,
  UpdateEndpointInput,
  UpdateEndpointWeightsAndCapacitiesInput,
} from "@aws-sdk/client-sagemaker";

import { validationException } from "../aws-error";
import { arnOf, type Scope } from "../scope";
import type { Wire } from "../wire";

import type { Desk, Operation } from "./call";
import { found } from "./describe";
import { creationTime, storeNew, withoutTags } from "./store-new";

export const createModel: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateModelInput>;
  const document = {
    ...withoutTags(asked),
    EnableNetworkIsolation: asked.EnableNetworkIsolation ?? false,
    ModelArn: arnOf("model", scope, asked.ModelName),
    CreationTime: creationTime(),
  };
  return { ModelArn: storeNew(desk, { kind: "model", scope, document }, asked.Tags) };
};

export const createEndpointConfig: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateEndpointConfigInput>;
  const document = {
    ...withoutTags(asked),
    EndpointConfigArn: arnOf("endpoint-config", scope, asked.EndpointConfigName),
    CreationTime: creationTime(),
  };
  return { EndpointConfigArn: storeNew(desk, { kind: "endpoint-config", scope, document }, asked.Tags) };
};

export const createEndpoint: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateEndpointInput>;
  const { EndpointName, EndpointConfigName, DeploymentConfig } = asked;
  found(desk, "endpoint-config", scope, EndpointConfigName);
  const now = creationTime();
  const document = {
    EndpointName,
    EndpointConfigName,
    ...(DeploymentConfig === undefined ? {} : { LastDeploymentConfig: DeploymentConfig }),
    EndpointArn: arnOf("endpoint", scope, EndpointName),
    EndpointStatus: "Creating" as const,
    CreationTime: now,
    LastModifiedTime: now,
  };
  const EndpointArn = storeNew(desk, { kind: "endpoint", scope, document }, asked.Tags);
  desk.endpoints.start(scope, EndpointName);
  return { EndpointArn };
};

export const updateEndpoint: Operation = ({ desk, scope, request }) => {
  const { EndpointName, EndpointConfigName, DeploymentConfig } = request as Wire<UpdateEndpointInput>;
  settledEndpoint(desk, scope, EndpointName);
  found(desk, "endpoint-config", scope, EndpointConfigName);
  desk.shop.objects.update("endpoint", scope, EndpointName, ({ document }) => {
    document.EndpointStatus = "Updating";
    document.LastModifiedTime = creationTime();
    document.PendingDeploymentSummary = { EndpointConfigName };
    if (DeploymentConfig !== undefined) document.LastDeploymentConfig = DeploymentConfig;
  });
  desk.endpoints.start(scope, EndpointName);
  return { EndpointArn: arnOf("endpoint", scope, EndpointName) };
};

export const updateEndpointWeightsAndCapacities: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<UpdateEndpointWeightsAndCapacitiesInput>;
  const { EndpointName, DesiredWeightsAndCapacities } = asked;
  const { document } = settledEndpoint(desk, scope, EndpointName);
  const names = new Set(document.ProductionVariants?.map(({ VariantName }) => VariantName));
  const unknown = DesiredWeightsAndCapacities.find(({ VariantName }) => !names.has(VariantName));
  if (unknown !== undefined) {
    throw validationException(
      `The variant name(s) "${unknown.VariantName}" is/are not present within endpoint configuration.`,
    );
  }
  desk.shop.objects.update("endpoint", scope, EndpointName, ({ document: changed }) => {
    changed.LastModifiedTime = creationTime();
    for (const variant of changed.ProductionVariants ?? []) {
      const wanted = DesiredWeightsAndCapacities.find(({ VariantName }) => VariantName === variant.VariantName);
      if (wanted?.DesiredWeight !== undefined) variant.CurrentWeight = variant.DesiredWeight = wanted.DesiredWeight;
      if (wanted?.DesiredInstanceCount !== undefined) {
        variant.CurrentInstanceCount = variant.DesiredInstanceCount = wanted.DesiredInstanceCount;
      }
    }
  });
  return { EndpointArn: document.EndpointArn };
};

export const deleteEndpoint: Operation = ({ desk, scope, request }) => {
  const { EndpointName } = request as { EndpointName: string };
  const { document } = settledEndpoint(desk, scope, EndpointName);
  desk.shop.objects.update("endpoint", scope, EndpointName, ({ document: changed }) => {
    changed.EndpointStatus = "Deleting";
    changed.LastModifiedTime = creationTime();
  });
  desk.tags.remove(document.EndpointArn);
  desk.endpoints.start(scope, EndpointName);
  return {};
};

export const deleteEndpointConfig: Operation = ({ desk, scope, request }) => {
  const { EndpointConfigName: name } = request as { EndpointConfigName: string };
  found(desk, "endpoint-config", scope, name);
  const isMoving = desk.shop.objects.list("endpoint", scope).find(({ document }) => {
    const { EndpointStatus, EndpointConfigName, PendingDeploymentSummary } = document;
    const names = [EndpointConfigName, PendingDeploymentSummary?.EndpointConfigName];
    return (EndpointStatus === "Creating" || EndpointStatus === "Updating") && names.includes(name);
  });
  if (isMoving !== undefined) {
    const { EndpointArn } = isMoving.document;
    throw validationException(
      `Cannot delete endpoint configuration "${name}" while endpoint "${EndpointArn}" is being created or updated.`,
    );
  }
  desk.shop.objects.remove("endpoint-config", scope, name);
  desk.tags.remove(arnOf("endpoint-config", scope, name));
  return {};
};

/** An endpoint that is not on its way. @throws AwsError as AWS refuses to change one that is */
function settledEndpoint(desk: Desk, scope: Scope, name: string) {
  const stored = found(desk, "endpoint", scope, name);
  if (["Creating", "Updating", "Deleting"].includes(stored.document.EndpointStatus)) {
    throw validationException(`Cannot update in-progress endpoint "${stored.document.EndpointArn}".`);
  }
  return stored;
}

import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { ENDPOINT_INSTANCES, INSTANCE_TYPE, REGION } from "./habits";

/** The same model served twice, with a version left behind, a shadow, scaling that cannot go down, and warm spares. */
export function idleServing(modelName: pulumi.Input<string>): void {
  const machines = { modelName, instanceType: INSTANCE_TYPE, initialInstanceCount: ENDPOINT_INSTANCES };
  const shared = new sagemaker.EndpointConfiguration("wasteful-shared-configuration", {
    region: REGION,
    name: "wasteful-shared",
    productionVariants: [
      { ...machines, variantName: "current" },
      { ...machines, variantName: "previous", initialVariantWeight: 0 },
    ],
    shadowProductionVariants: [{ ...machines, variantName: "candidate" }],
  });
  const endpoints = ["wasteful-web", "wasteful-reports"].map(
    (name) =>
      new sagemaker.Endpoint(
        name,
        { region: REGION, name, endpointConfigName: "wasteful-shared" },
        { dependsOn: shared },
      ),
  );
  new appautoscaling.Target(
    "wasteful-target",
    {
      region: REGION,
      serviceNamespace: "sagemaker",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      resourceId: "endpoint/wasteful-web/variant/current",
      minCapacity: 2,
      maxCapacity: 8,
    },
    { dependsOn: endpoints },
  );
  new sagemaker.EndpointConfiguration("wasteful-warm-configuration", {
    region: REGION,
    productionVariants: [
      {
        variantName: "warm",
        modelName,
        serverlessConfig: { memorySizeInMb: 6144, maxConcurrency: 20, provisionedConcurrency: 5 },
      },
    ],
  });
}

import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";

/** Two small models on 96 processors each, every call of theirs kept, and features that are ready for ever. */
export function unfitMachines(roleArn: pulumi.Input<string>): void {
  const image = `720646828776.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.7-1`;
  for (const name of ["wasteful-trees", "wasteful-forest"]) {
    const model = new sagemaker.Model(`${name}-model`, {
      region: REGION,
      name,
      executionRoleArn: roleArn,
      primaryContainer: { image },
    });
    const configuration = new sagemaker.EndpointConfiguration(
      `${name}-configuration`,
      {
        region: REGION,
        name,
        productionVariants: [
          { variantName: "all", modelName: name, instanceType: "ml.m6i.24xlarge", initialInstanceCount: 1 },
        ],
        dataCaptureConfig: {
          enableCapture: true,
          initialSamplingPercentage: 100,
          destinationS3Uri: `s3://${name}-calls/`,
          captureOptions: [{ captureMode: "InputAndOutput" }],
        },
      },
      { dependsOn: model },
    );
    new sagemaker.Endpoint(
      `${name}-endpoint`,
      { region: REGION, name, endpointConfigName: name },
      { dependsOn: configuration },
    );
  }
  new sagemaker.FeatureGroup("wasteful-features", {
    region: REGION,
    roleArn,
    featureGroupName: "wasteful-features",
    recordIdentifierFeatureName: "customer",
    eventTimeFeatureName: "time",
    featureDefinitions: [
      { featureName: "customer", featureType: "String" },
      { featureName: "time", featureType: "String" },
    ],
    onlineStoreConfig: { enableOnlineStore: true },
  });
}

import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as sagemaker from "@pulumi/aws/sagemaker";
import * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";

/** A bucket that keeps everything, and functions, images and accelerators whose makers have moved on. */
export function staleThings(roleArn: pulumi.Input<string>): s3.Bucket {
  const archive = new s3.Bucket(ARCHIVE, { region: REGION, bucket: ARCHIVE, forceDestroy: true });
  new s3.BucketVersioning(
    "wasteful-versions",
    { region: REGION, bucket: ARCHIVE, versioningConfiguration: { status: "Enabled" } },
    { dependsOn: archive },
  );
  new lambda.Function("wasteful-function", {
    region: REGION,
    role: roleArn,
    runtime: "python3.8",
    handler: "index.handler",
    code: new pulumi.asset.AssetArchive({
      "index.py": new pulumi.asset.StringAsset("def handler(event, _): return event\n"),
    }),
  });
  const model = new sagemaker.Model("wasteful-old-model", {
    region: REGION,
    name: "wasteful-old-model",
    executionRoleArn: roleArn,
    primaryContainer: {
      image: `763104351884.dkr.ecr.${REGION}.amazonaws.com/pytorch-inference:1.12.1-cpu-py38-ubuntu20.04-sagemaker`,
    },
  });
  for (const [name, instanceType] of Object.entries({
    inferentia: "ml.inf1.xlarge",
    x86: "ml.m5.large",
    t4: "ml.g4dn.xlarge",
  })) {
    new sagemaker.EndpointConfiguration(
      `wasteful-${name}`,
      {
        region: REGION,
        productionVariants: [{ modelName: "wasteful-old-model", instanceType, initialInstanceCount: 1 }],
      },
      { dependsOn: model },
    );
  }
  return archive;
}

/** Where everything is kept for ever. */
export const ARCHIVE = "wasteful-archive";

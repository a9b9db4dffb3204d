import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";
import { ARCHIVE } from "./storage-and-software";

/** What somebody believes and nobody measured: that a model is needed, and that quantising it saved anything. */
export function unprovenClaims(roleArn: pulumi.Input<string>): void {
  new sagemaker.Model("wasteful-int8-model", {
    region: REGION,
    executionRoleArn: roleArn,
    primaryContainer: { image: "example/serve:1", modelDataUrl: `s3://${ARCHIVE}/churn-int8/model.tar.gz` },
  });
}

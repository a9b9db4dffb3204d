import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { RECORDS } from "./abroad";
import { INSTANCE_TYPE, REGION } from "./habits";

/** What waits for people: a notebook that only clones a repository, Studio that nobody shuts down, a server for records. */
export function waitingForPeople(roleArn: pulumi.Input<string>): sagemaker.Domain {
  const clone = Buffer.from("#!/bin/bash\ngit clone https://example.com/work.git\n").toString("base64");
  const configuration = new sagemaker.NotebookInstanceLifecycleConfiguration("wasteful-lifecycle", {
    region: REGION,
    name: "wasteful-clone",
    onStart: clone,
  });
  new sagemaker.NotebookInstance(
    "wasteful-notebook",
    {
      region: REGION,
      roleArn,
      instanceType: INSTANCE_TYPE,
      volumeSize: 500,
      lifecycleConfigName: "wasteful-clone",
      platformIdentifier: "notebook-al1-v1",
    },
    { dependsOn: configuration },
  );
  const studio = new sagemaker.Domain("wasteful-studio", {
    region: REGION,
    domainName: "wasteful-studio",
    authMode: "IAM",
    vpcId: "vpc-0123456789abcdef0",
    subnetIds: ["subnet-0123456789abcdef0"],
    defaultUserSettings: { executionRole: roleArn },
  });
  new sagemaker.MlflowTrackingServer("wasteful-records", {
    region: REGION,
    trackingServerName: "wasteful-records",
    trackingServerSize: "Large",
    artifactStoreUri: `s3://${RECORDS}/mlflow`,
    roleArn,
  });
  return studio;
}

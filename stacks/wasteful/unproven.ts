import * as s3 from "@pulumi/aws/s3";
import * as sagemaker from "@pulumi/aws/sagemaker";
import * as pulumi from "@pulumi/pulumi";

import { INSTANCE_TYPE, REGION } from "./habits";
import { ARCHIVE } from "./storage-and-software";

/**
 * What somebody believes and nobody measured: that a model is needed, that quantising it saved anything, that a night's work needs
 * an endpoint all day. And what somebody did measure, with no consequence: that most requests were asked before.
 */
export function unprovenClaims(roleArn: pulumi.Input<string>, archive: s3.Bucket): void {
  const key = "churn-int8/model.tar.gz";
  const weights = new s3.BucketObjectv2(
    "wasteful-int8-weights",
    { region: REGION, bucket: ARCHIVE, key, content: "nothing that could answer" },
    { dependsOn: archive },
  );
  const model = new sagemaker.Model(
    "wasteful-int8-model",
    {
      region: REGION,
      name: "wasteful-int8-model",
      executionRoleArn: roleArn,
      primaryContainer: { image: "example/serve:1", modelDataUrl: `s3://${ARCHIVE}/${key}` },
    },
    { dependsOn: weights },
  );
  new sagemaker.EndpointConfiguration(
    "wasteful-nightly-configuration",
    {
      region: REGION,
      tags: { traffic: "nightly" },
      productionVariants: [
        {
          modelName: "wasteful-int8-model",
          instanceType: INSTANCE_TYPE,
          initialInstanceCount: 1,
          variantName: "nightly",
        },
      ],
    },
    { dependsOn: model },
  );
  new TrafficReport("wasteful-calls", [REPEATED_CALLS]);
}

/** A report that holds evidence as an output, which is where rules look for it. */
class TrafficReport extends pulumi.ComponentResource {
  static readonly __pulumiType = "wasteful:evidence:TrafficReport";
  readonly evidence: readonly unknown[];

  constructor(name: string, evidence: readonly unknown[]) {
    super(TrafficReport.__pulumiType, name, { evidence });
    this.evidence = evidence;
    this.registerOutputs({ evidence });
  }
}

/** Sealed by `greenml policies evidence add`; a planted figure, as its job says. */
const REPEATED_CALLS = {
  id: "wasteful-calls",
  kind: "reuse",
  subject: "wasteful-web",
  what: "Share of a day's requests whose payload had come before; a planted figure",
  data: {
    name: "planted requests",
    digest: "sha256:3acabde65b9c18c19f35d04a711745a3ac5a00131c6314d9700c78482cdfe032",
    rows: 1500,
  },
  results: [{ metric: "repeated-share", value: 0.8, unit: "1" }],
  measuredAt: "2026-11-01",
  job: "planted",
  signedOffBy: "nobody real",
  digest: "sha256:660734dd2ff05241d4d03b386c438d890516d87140c9f4b02f8cecc4ee9b67dc",
};

import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { findRegion } from "../carbon";
import { bucketArn, listedPrefixes, objectsArn } from "./s3-address";
import type { Vpc } from "./vpc";

/** What a container that SageMaker runs must be able to do, and nothing else. */
export interface ExecutionNeeds {
  readonly region: string;
  /** Log group the containers write to. */
  readonly logGroupName: string;
  /** Namespace the containers' metrics go to; undefined for work that publishes none. */
  readonly metricsNamespace?: string;
  /** Addresses that are read. */
  readonly reads: readonly pulumi.Input<string>[];
  /** Addresses that are read and written. */
  readonly writes: readonly pulumi.Input<string>[];
  /** Container images that are pulled. */
  readonly images: readonly pulumi.Input<string>[];
  /** ARN of the key that data and volumes are encrypted with. */
  readonly kmsKey?: pulumi.Input<string> | undefined;
  readonly vpc?: Vpc | undefined;
}

/** A role to pass to SageMaker, and what must exist before SageMaker may use it. */
export interface ExecutionRole {
  readonly arn: pulumi.Output<string>;
  readonly grants: readonly pulumi.Resource[];
}

/** One statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The given role, or a new one that may do what the needs say. */
export function executionRole(
  name: string,
  given: pulumi.Input<string> | undefined,
  needs: ExecutionNeeds,
  parent: pulumi.Resource,
  tags: Record<string, string> | undefined,
): ExecutionRole {
  if (given !== undefined) return { arn: pulumi.output(given), grants: [] };
  const account = getCallerIdentityOutput({}, { parent }).accountId;
  return serviceRole(
    name,
    { service: "sagemaker.amazonaws.com", account, statements: statements(needs, account), tags },
    parent,
  );
}

/** A role that one AWS service may assume on behalf of this account, with its inline policy. */
export function serviceRole(
  name: string,
  grant: {
    readonly service: string;
    /** Account that alone may make the service assume the role; left out for services that do not say whom they act for. */
    readonly account?: pulumi.Output<string>;
    readonly statements: pulumi.Output<readonly Statement[]>;
    readonly tags: Record<string, string> | undefined;
  },
  parent: pulumi.Resource,
): ExecutionRole {
  const role = new iam.Role(
    name,
    { assumeRolePolicy: trust(grant.service, grant.account), ...(grant.tags && { tags: grant.tags }) },
    { parent },
  );
  const policy = grant.statements.apply((list) => JSON.stringify({ Version: "2012-10-17", Statement: list }));
  const rolePolicy = new iam.RolePolicy(`${name}-policy`, { role: role.name, policy }, { parent });
  return { arn: role.arn, grants: [rolePolicy] };
}

/** ARN partition of a region, such as "aws-cn". */
export function partitionOf(region: string): string {
  return findRegion(region)?.partition ?? "aws";
}

function trust(service: string, account: pulumi.Output<string> | undefined): pulumi.Output<string> {
  return pulumi.output(account).apply((id) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: service },
          Action: "sts:AssumeRole",
          ...(id !== undefined && { Condition: { StringEquals: { "aws:SourceAccount": id } } }),
        },
      ],
    }),
  );
}

function statements(needs: ExecutionNeeds, account: pulumi.Output<string>): pulumi.Output<readonly Statement[]> {
  const vpc = needs.vpc && { subnetIds: needs.vpc.subnetIds, securityGroupIds: needs.vpc.securityGroupIds };
  return pulumi
    .all([account, pulumi.all([...needs.reads]), pulumi.all([...needs.writes]), pulumi.all([...needs.images])])
    .apply(([id, reads, writes, images]) =>
      pulumi.all([needs.kmsKey, vpc]).apply(([key, network]) => {
        const partition = partitionOf(needs.region);
        return [
          ...storage(reads, writes, partition),
          ...registry(images, partition),
          ...observability(needs, id, partition),
          ...(key === undefined ? [] : encryption(key)),
          ...(network === undefined ? [] : networking(network, needs.region, id, partition)),
        ];
      }),
    );
}

function storage(reads: readonly string[], writes: readonly string[], partition: string): Statement[] {
  const all = [...new Set([...reads, ...writes])];
  const buckets = [...new Set(all.map((uri) => bucketArn(uri, partition)))];
  const list = buckets.map((bucket, index): Statement => {
    const prefixes = all.filter((uri) => bucketArn(uri, partition) === bucket).flatMap(listedPrefixes);
    const Condition = { StringLike: { "s3:prefix": [...new Set(prefixes)] } };
    return { Sid: `List${index}`, Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket], Condition };
  });
  return [
    ...list,
    { Sid: "Locate", Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: buckets },
    { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: all.map((uri) => objectsArn(uri, partition)) },
    ...(writes.length === 0
      ? []
      : [
          {
            Sid: "Write",
            Effect: "Allow" as const,
            Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
            Resource: [...new Set(writes.map((uri) => objectsArn(uri, partition)))],
          },
        ]),
  ];
}

function registry(images: readonly string[], partition: string): Statement[] {
  const repositories = [...new Set(images.flatMap((image) => repositoryArn(image, partition) ?? []))];
  if (repositories.length === 0) return [];
  return [
    // The login token is for the whole registry: AWS knows no finer resource (Service Authorization Reference, ECR).
    { Sid: "RegistryLogin", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: "*" },
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
      Resource: repositories,
    },
  ];
}

function repositoryArn(image: string, partition: string): string | undefined {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image);
  if (match === null) return undefined;
  const [, account, region, repository] = match;
  return `arn:${partition}:ecr:${region ?? ""}:${account ?? ""}:repository/${repository ?? ""}`;
}

function observability(needs: ExecutionNeeds, account: string, partition: string): Statement[] {
  const group = `arn:${partition}:logs:${needs.region}:${account}:log-group:${needs.logGroupName}`;
  const logs: Statement = {
    Sid: "WriteLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: [group, `${group}:log-stream:*`],
  };
  if (needs.metricsNamespace === undefined) return [logs];
  // CloudWatch has no resource for metrics; the namespace is the finest limit (Service Authorization Reference, CloudWatch).
  const Condition = { StringEquals: { "cloudwatch:namespace": needs.metricsNamespace } };
  return [logs, { Sid: "PutMetrics", Effect: "Allow", Action: ["cloudwatch:PutMetricData"], Resource: "*", Condition }];
}

function encryption(key: string): Statement[] {
  return [
    { Sid: "UseKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [key] },
    {
      Sid: "GrantKeyToVolumes",
      Effect: "Allow",
      Action: ["kms:CreateGrant"],
      Resource: [key],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

function networking(network: pulumi.Unwrap<Vpc>, region: string, account: string, partition: string): Statement[] {
  const ec2 = (kind: string, id: string): string => `arn:${partition}:ec2:${region}:${account}:${kind}/${id}`;
  const interfaces = ec2("network-interface", "*");
  return [
    {
      Sid: "AttachNetwork",
      Effect: "Allow",
      Action: ["ec2:CreateNetworkInterface"],
      Resource: [
        interfaces,
        ...network.subnetIds.map((id) => ec2("subnet", id)),
        ...network.securityGroupIds.map((id) => ec2("security-group", id)),
      ],
    },
    {
      Sid: "ManageNetworkInterfaces",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
      ],
      Resource: [interfaces],
    },
    {
      // EC2's Describe actions know no resource (Service Authorization Reference, EC2).
      Sid: "DescribeNetwork",
      Effect: "Allow",
      Action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      Resource: "*",
    },
  ];
}

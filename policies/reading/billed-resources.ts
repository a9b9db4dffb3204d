import { knownYet } from "./known-yet";
import type { JudgedResource } from "./job-requests";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** Types that AWS bills for by themselves and that bear tags; a model, a role or a policy costs nothing. */
const billed: readonly string[] = [
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:dynamodb/table:Table",
  "aws:ec2/eip:Eip",
  "aws:ec2/instance:Instance",
  "aws:ec2/natGateway:NatGateway",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:lambda/function:Function",
  "aws:opensearch/domain:Domain",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:sagemaker/app:App",
  "aws:sagemaker/domain:Domain",
  "aws:sagemaker/endpoint:Endpoint",
  "aws:sagemaker/featureGroup:FeatureGroup",
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer",
  "aws:sagemaker/notebookInstance:NotebookInstance",
  "aws:sagemaker/space:Space",
  "aws:sagemaker/trainingJob:TrainingJob",
  "greenml:jobs:HyperParameterTuningJob",
  "greenml:jobs:TrainingJob",
  "greenml:jobs:TransformJob",
];

/** Whether AWS bills for a resource and lets it bear tags. */
export function isBilled({ type, startedBy }: JudgedResource): boolean {
  // What a pipeline or a schedule starts belongs to whoever has that.
  return startedBy === undefined && billed.includes(type);
}

/** A tag by its key; one whose text a preview does not know yet is there all the same. */
export interface Tag {
  readonly key: string;
  readonly empty: boolean;
}

/** The tags on a resource itself, or in the request of a job. */
export function ownTags({ props }: JudgedResource): readonly Tag[] {
  return [props, partAt(props, "Request")].flatMap((fields) => [
    ...tagsIn(partAt(fields, "Tags")),
    ...partsAt(fields, "Tags").map((tag) => ({ key: textAt(tag, "Key") ?? "", empty: isEmpty(tag, "Value") })),
  ]);
}

/** The tags that a resource's provider gives to all. A provider holds them as an object, or as the text of one. */
export function defaultTags({ type, provider }: JudgedResource): readonly Tag[] {
  // Our jobs have a provider of their own, which has no such tags.
  if (provider === undefined || !type.startsWith("aws:")) return [];
  const given = partAt(provider.props, "DefaultTags") ?? parsed(textAt(provider.props, "DefaultTags"));
  return tagsIn(partAt(given, "Tags"));
}

function tagsIn(tags: Fields | undefined): readonly Tag[] {
  return Object.keys(tags ?? {}).map((key) => ({ key, empty: isEmpty(tags, key) }));
}

function isEmpty(fields: Fields | undefined, name: string): boolean {
  const text = knownYet(() => textAt(fields, name));
  return text.known && (text.value ?? "").trim() === "";
}

function parsed(text: string | undefined): Fields | undefined {
  try {
    return partAt({ Parsed: JSON.parse(text ?? "") as unknown }, "Parsed");
  } catch {
    return undefined;
  }
}

import type { SageMaker, Tag } from "@aws-sdk/client-sagemaker";
import type { JobRequest } from "./job-kind";

/** Tag that holds the digest of what a job does, so that a job of the same name can be told to be the same. */
export const digestTag = "greenml:spec-digest";
/** Tag that names the resource a job was made for, so that nobody else removes it. */
export const ownerTag = "greenml:owner";
/** Tag of a job that was destroyed but whose record AWS keeps. */
export const removedTag = "greenml:removed";

/** The request with our tags beside the user's. */
export function tagged(request: JobRequest, ours: Readonly<Record<string, string>>): JobRequest {
  const tags = Object.entries(ours).map(([Key, Value]) => ({ Key, Value }));
  return { ...request, Tags: [...requestTags(request), ...tags] };
}

/** The tags a request asks for. */
export function requestTags(request: JobRequest): Tag[] {
  return Array.isArray(request["Tags"]) ? (request["Tags"] as Tag[]) : [];
}

/** The tags a job has, by key. */
export async function jobTags(api: SageMaker, arn: string): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await api.listTags({ ResourceArn: arn, NextToken: token });
    for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) tags.set(Key, Value ?? "");
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return tags;
}

/** Makes the user's tags of a running or ended job what they should be; ours stay. */
export async function changeTags(
  api: SageMaker,
  arn: string,
  before: readonly Tag[],
  after: readonly Tag[],
): Promise<void> {
  const wanted = new Map(after.map(({ Key, Value }) => [Key, Value]));
  const dropped = before.map(({ Key }) => Key).filter((key): key is string => key !== undefined && !wanted.has(key));
  if (dropped.length > 0) await api.deleteTags({ ResourceArn: arn, TagKeys: dropped });
  const had = new Map(before.map(({ Key, Value }) => [Key, Value]));
  const changed = after.filter(({ Key, Value }) => had.get(Key) !== Value);
  if (changed.length > 0) await api.addTags({ ResourceArn: arn, Tags: changed });
}

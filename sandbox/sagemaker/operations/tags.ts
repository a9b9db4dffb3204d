import type { AddTagsInput, DeleteTagsInput } from "@aws-sdk/client-sagemaker";

import { validationException } from "../aws-error";
import { kindNames, kinds } from "../kinds";
import { tagFault } from "../refusals/tags";
import { arnOf } from "../scope";
import type { Wire } from "../wire";

import type { Call, Operation } from "./call";
import { notFound } from "./not-found";
import { pageOf } from "./list";

export const addTags: Operation = (call) => {
  const { ResourceArn, Tags } = call.request as Wire<AddTagsInput>;
  const arn = requireArn(call, ResourceArn);
  const fault = tagFault(Tags, call.desk.tags.list(arn));
  if (fault !== undefined) throw validationException(fault);
  return { Tags: call.desk.tags.add(arn, Tags) };
};

export const listTags: Operation = (call) => {
  const arn = requireArn(call, String(call.request["ResourceArn"]));
  const { page, next } = pageOf(call.desk.tags.list(arn), { MaxResults: 50, ...call.request }, ({ Key }) => Key);
  return { Tags: page, ...next };
};

export const deleteTags: Operation = (call) => {
  const { ResourceArn, TagKeys } = call.request as Wire<DeleteTagsInput>;
  call.desk.tags.removeKeys(requireArn(call, ResourceArn), TagKeys);
  return {};
};

/** The ARN of something that is there, as the sandbox writes it. */
function requireArn({ desk, scope }: Call, arn: string): string {
  // Only names of AWS's form reach the disk; anything else cannot exist.
  const [, region, account, type, name = ""] =
    /^arn:[^:]+:sagemaker:([^:]*):(\d{12}):([^/]+)\/([a-zA-Z0-9-]+)$/.exec(arn) ?? [];
  const kind = kindNames.find((one) => kinds[one].arnType === type);
  if (kind === undefined || account === undefined || region !== scope.region)
    throw validationException(`Invalid ARN: ${arn}`);
  const place = { account, region };
  if (desk.shop.objects.read(kind, place, name) === undefined) throw notFound(kind, place, name);
  return arnOf(kind, place, name);
}

import { type Kind, kinds } from "./kinds";

/** Whose objects, and where: read from the request's signature. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

const defaultAccount = "123456789012";

/** Account and region of a request; an access key of twelve digits names the account, as other local clouds have it. */
export function scopeOf(authorization: string | undefined): Scope {
  const credential = /Credential=([^/,\s]+)\/\d+\/([a-z0-9-]+)\//.exec(authorization ?? "");
  const key = credential?.[1] ?? "";
  return { account: /^\d{12}$/.test(key) ? key : defaultAccount, region: credential?.[2] ?? "us-east-1" };
}

/** The ARN partition a region belongs to. */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("eusc-") ? "aws-eusc" : "aws";
}

/** The ARN of an object; SageMaker writes names in lower case there. */
export function arnOf(kind: Kind, { account, region }: Scope, name: string): string {
  return `arn:${partitionOf(region)}:sagemaker:${region}:${account}:${kinds[kind].arnType}/${name.toLowerCase()}`;
}

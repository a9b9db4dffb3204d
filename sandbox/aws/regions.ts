/** Account that the sandbox is. */
export const ACCOUNT = "123456789012";

/** AWS's names that go with a region. */
export interface RegionNames {
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;
}

const partitions: readonly (readonly [prefix: string, names: RegionNames])[] = [
  ["cn-", { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" }],
  ["us-gov-", { partition: "aws-us-gov", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" }],
];
const commercial: RegionNames = { partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };

/** The partition of a region and what is named after it. */
export function namesOf(region: string): RegionNames {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? commercial;
}

/** What an ARN says; `undefined` for other text. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Takes an ARN apart. */
export function findArn(text: string): Arn | undefined {
  const [, service, region, account, resource] = /^arn:[\w-]+:([\w-]+):([\w-]*):([\w-]*):(.+)$/s.exec(text) ?? [];
  if (service === undefined || region === undefined || account === undefined || resource === undefined)
    return undefined;
  return { service, region, account, resource };
}

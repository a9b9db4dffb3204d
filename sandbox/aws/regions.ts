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

/** AWS's regions by the name their console shows (AWS General Reference, "AWS Regions", 2025). */
const descriptions: Readonly<Record<string, string>> = {
  "af-south-1": "Africa (Cape Town)",
  "ap-east-1": "Asia Pacific (Hong Kong)",
  "ap-east-2": "Asia Pacific (Taipei)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-south-2": "Asia Pacific (Hyderabad)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ap-southeast-3": "Asia Pacific (Jakarta)",
  "ap-southeast-4": "Asia Pacific (Melbourne)",
  "ap-southeast-5": "Asia Pacific (Malaysia)",
  "ap-southeast-6": "Asia Pacific (New Zealand)",
  "ap-southeast-7": "Asia Pacific (Thailand)",
  "ca-central-1": "Canada (Central)",
  "ca-west-1": "Canada West (Calgary)",
  "cn-north-1": "China (Beijing)",
  "cn-northwest-1": "China (Ningxia)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-central-2": "Europe (Zurich)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-south-1": "Europe (Milan)",
  "eu-south-2": "Europe (Spain)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "il-central-1": "Israel (Tel Aviv)",
  "me-central-1": "Middle East (UAE)",
  "me-south-1": "Middle East (Bahrain)",
  "mx-central-1": "Mexico (Central)",
  "sa-east-1": "South America (Sao Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-gov-east-1": "AWS GovCloud (US-East)",
  "us-gov-west-1": "AWS GovCloud (US-West)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};

/** Ids of the regions known here. */
export const regionNames: readonly string[] = Object.keys(descriptions);

/** What a region is called; `undefined` for one not known here. */
export function findRegionName(id: string): string | undefined {
  return descriptions[id];
}

/** Whether text has the form of a region; newer ones than those known here have it too. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+){1,2}-\d$/.test(text);
}

/** How zone ids of a region begin: `eun1` for eu-north-1, `usgw1` for us-gov-west-1. */
export function zonePrefix(region: string): string {
  const shortened: Readonly<Record<string, string>> = {
    northeast: "ne",
    northwest: "nw",
    southeast: "se",
    southwest: "sw",
  };
  const [first = "", ...rest] = region.split("-");
  return first + rest.map((part) => shortened[part] ?? part.charAt(0)).join("");
}

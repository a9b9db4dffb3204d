import type { JobKind } from "./job-kind";

/** The page of AWS's console that shows a job. */
export function consoleLink(kind: JobKind, region: string, name: string): string {
  return `https://${consoleHost(region)}/sagemaker/home?region=${region}#/${kind.consolePage}/${name}`;
}

function consoleHost(region: string): string {
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  if (region.startsWith("us-gov-")) return "console.amazonaws-us-gov.com";
  return `${region}.console.aws.amazon.com`;
}

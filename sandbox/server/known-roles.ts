import { readdirSync } from "node:fs";
import { join } from "node:path";

import { readIfThere } from "../sagemaker/state/atomic-file";

/** Whether a role exists among those the `aws` stand-in made; where it made none, every role does. */
export function roleExists(home: string, arn: string): boolean {
  const folder = join(home, "aws", "global", "iam.Role");
  const arns = filesOf(folder).flatMap((file) => {
    const content = readIfThere(join(folder, file));
    return content === undefined ? [] : [(JSON.parse(content) as { outputs?: { arn?: string } }).outputs?.arn];
  });
  return arns.length === 0 || arns.includes(arn);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(".json"));
  } catch {
    return []; // The stand-in has made no role here.
  }
}

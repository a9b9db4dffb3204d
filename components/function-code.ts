import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The code of one of our Lambda functions: one built file, with the AWS clients that Lambda's own runtime carries. */
export function functionCode(name: string): pulumi.asset.AssetArchive {
  const beside = join(__dirname, "..", "functions", `${name}.js`);
  const built = existsSync(beside) ? beside : join(__dirname, "..", "dist", "functions", `${name}.js`);
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(built) });
}

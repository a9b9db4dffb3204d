import * as ec2 from "@pulumi/aws/ec2";
import * as ecr from "@pulumi/aws/ecr";
import * as efs from "@pulumi/aws/efs";

import { REGION } from "./habits";

/** What nobody tidies up: images and files that are kept for ever, and an address that is held for nothing. */
export function leftBehind(): void {
  new ecr.Repository("wasteful-images", { region: REGION });
  new efs.FileSystem("wasteful-files", { region: REGION, encrypted: true });
  new ec2.Eip("wasteful-address", { region: REGION, domain: "vpc" });
}

import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { plainObject } from "./plain-args";
import { isLater } from "./shown";
import { misfit, someText } from "./text-input";

/** Network of the caller that containers are attached to. */
export interface Vpc {
  /** Ids of the subnets, all of one VPC in the region of the work, such as "subnet-0a1b2c3d". */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the security groups the containers belong to, in the same VPC; they must let out what the work reads and writes. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** The same network in the form of SageMaker's requests. */
export function vpcConfig(
  vpc: Vpc | undefined,
):
  | { readonly VpcConfig: { readonly Subnets: Vpc["subnetIds"]; readonly SecurityGroupIds: Vpc["securityGroupIds"] } }
  | undefined {
  return vpc && { VpcConfig: { Subnets: vpc.subnetIds, SecurityGroupIds: vpc.securityGroupIds } };
}

/** Checks a network. */
export const vpcInput = plainObject({
  subnetIds: idsInput('"subnet-0a1b2c3d"'),
  securityGroupIds: idsInput('"sg-0a1b2c3d"'),
});

function idsInput(example: string) {
  return z.custom<pulumi.Input<pulumi.Input<string>[]>>().superRefine((value, context) => {
    if (isLater(value) || (Array.isArray(value) && value.length > 0 && value.every(isId))) return;
    context.addIssue({ code: "custom", message: misfit(`a list of ids such as ${example}`, value), input: value });
  });
}

function isId(value: unknown): boolean {
  return someText.safeParse(value).success;
}

import type * as pulumi from "@pulumi/pulumi";

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

import type * as pulumi from "@pulumi/pulumi";

/** Network of the caller that containers are attached to. */
export interface Vpc {
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
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

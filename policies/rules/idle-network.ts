import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { isRouted, usesAddress } from "../reading/network-use";
import { textAt } from "../reading/request-fields";

const name = "idle-network";

const settings = z.strictObject({
  acceptedResources: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of addresses and gateways that something outside the stack uses"),
});

/** Points out addresses and gateways that are held and paid for while nothing passes them. */
export const idleNetwork: StackValidationPolicy = {
  name,
  description: "Elastic IPs and NAT gateways are there for something that uses them.",
  remediationSteps:
    "Remove what nothing uses; give a VPC that reaches S3 a gateway endpoint, which has no machine; or name what another " +
    "stack uses in acceptedResources.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { acceptedResources } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (acceptedResources.includes(resource.name)) return [];
      const fault = faultOf(resource, stack.resources);
      return fault === undefined ? [] : [`${fault}; energy, emissions and cost unknown.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function faultOf(resource: PolicyResource, resources: readonly PolicyResource[]): string | undefined {
  if (resource.type === "aws:ec2/eip:Eip") {
    if (usesAddress(resource, resources)) return undefined;
    return "Expected something that uses the Elastic IP, got nothing in this stack";
  }
  if (resource.type !== "aws:ec2/natGateway:NatGateway") return undefined;
  if (!isRouted(resource, resources)) return "Expected a route to the NAT gateway, got none in this stack";
  if (!learnsWithinOwnNetwork(resources) || resources.some(isGatewayToS3)) return undefined;
  return "Expected a gateway endpoint for S3 beside the NAT gateway, got none: what SageMaker reads passes the gateway";
}

/** Whether the stack makes both a network, with all that belongs to it, and something of SageMaker. */
function learnsWithinOwnNetwork(resources: readonly PolicyResource[]): boolean {
  const learns = resources.some(({ type }) => type.startsWith("aws:sagemaker/") || type.startsWith("greenml:"));
  return learns && resources.some(({ type }) => type === "aws:ec2/vpc:Vpc");
}

function isGatewayToS3({ type, props }: PolicyResource): boolean {
  if (type !== "aws:ec2/vpcEndpoint:VpcEndpoint") return false;
  const kind = textAt(props, "VpcEndpointType") ?? "Gateway";
  return kind === "Gateway" && textAt(props, "ServiceName")?.endsWith(".s3") === true;
}

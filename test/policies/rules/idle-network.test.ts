import { idleNetwork } from "../../../policies/rules/idle-network";
import { type Case, type Given, judge, unknownStringValue } from "../support/judge";
import { logGroup, notebook } from "../support/resources";

const address = (props: object = {}): Given => ({
  type: "aws:ec2/eip:Eip",
  name: "address",
  props: { domain: "vpc", allocationId: "eipalloc-1", publicIp: "203.0.113.1", ...props },
});
const gateway = (props: object = {}): Given => ({
  type: "aws:ec2/natGateway:NatGateway",
  name: "gateway",
  props: { id: "nat-1", allocationId: "eipalloc-1", ...props },
});
const other = (type: string, props: object): Given => ({ type: `aws:${type}`, props: { ...props } });
const route = other("ec2/route:Route", { natGatewayId: "nat-1" });
const vpc = other("ec2/vpc:Vpc", {});
const endpoint = (props: object) => other("ec2/vpcEndpoint:VpcEndpoint", props);
const s3 = "com.amazonaws.eu-north-1.s3";
const unused =
  "Expected something that uses the Elastic IP, got nothing in this stack; energy, emissions and cost unknown.";
const unrouted = "Expected a route to the NAT gateway, got none in this stack; energy, emissions and cost unknown.";
const detour =
  "Expected a gateway endpoint for S3 beside the NAT gateway, got none: what SageMaker reads passes the gateway; " +
  "energy, emissions and cost unknown.";

const cases: readonly Case[] = [
  { when: "nothing uses an address", given: [address(), address({ instance: "" })], says: [unused, unused] },
  {
    when: "something of its own uses an address, which may be unknown yet",
    given: [
      address({ instance: "i-1" }),
      address({ networkInterface: "eni-1" }),
      address({ associationId: "eipassoc-1" }),
      address({ instance: unknownStringValue }),
    ],
    says: [],
  },
  ...[
    gateway(),
    gateway({ allocationId: "", secondaryAllocationIds: ["eipalloc-1"] }),
    gateway({ allocationId: "", availabilityZoneAddresses: [{ allocationIds: ["eipalloc-1"] }] }),
  ].map((one, at) => ({
    when: `a routed gateway uses an address, way ${at + 1}`,
    given: [address(), one, route],
    says: [],
  })),
  ...[
    other("ec2/natGatewayEipAssociation:NatGatewayEipAssociation", { allocationId: "eipalloc-1" }),
    other("ec2/eipAssociation:EipAssociation", { allocationId: "eipalloc-1" }),
    other("ec2/eipAssociation:EipAssociation", { publicIp: "203.0.113.1" }),
    other("lb/loadBalancer:LoadBalancer", { subnetMappings: [{ allocationId: "eipalloc-1" }] }),
    other("alb/loadBalancer:LoadBalancer", { subnetMappings: [{ allocationId: "eipalloc-1" }] }),
  ].map((one) => ({ when: `${one.type} uses an address`, given: [address(), one], says: [] })),
  {
    when: "another address is used",
    given: [address({ allocationId: "eipalloc-2" }), gateway(), route],
    says: [unused],
  },
  { when: "no route leads to a gateway", given: [gateway(), other("ec2/routeTable:RouteTable", {})], says: [unrouted] },
  ...[
    route,
    other("ec2/route:Route", { gatewayId: "nat-1" }),
    other("ec2/routeTable:RouteTable", { routes: [{ natGatewayId: "nat-1" }] }),
    other("ec2/defaultRouteTable:DefaultRouteTable", { routes: [{ gatewayId: "igw-1" }, { natGatewayId: "nat-1" }] }),
  ].map((one, at) => ({ when: `a route leads to a gateway, way ${at + 1}`, given: [gateway(), one], says: [] })),
  {
    when: "SageMaker's own network has no way of its own to S3",
    given: [vpc, gateway(), route, notebook()],
    says: [detour],
  },
  {
    when: "the endpoints of the network are for something else, or have machines",
    given: [
      ...[vpc, gateway(), route, notebook()],
      endpoint({ serviceName: "com.amazonaws.eu-north-1.dynamodb" }),
      endpoint({ serviceName: s3, vpcEndpointType: "Interface" }),
    ],
    says: [detour],
  },
  {
    when: "the network has a gateway to S3",
    given: [vpc, gateway(), route, notebook(), endpoint({ serviceName: s3, vpcEndpointType: "" })],
    says: [],
  },
  {
    when: "the network is made elsewhere, or nothing of SageMaker is here",
    given: [gateway(), route, notebook()],
    says: [],
  },
  {
    when: "another stack uses both",
    given: [address(), gateway({ allocationId: "" })],
    settings: { acceptedResources: ["address", "gateway"] },
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(idleNetwork, given, settings)).toEqual(says);
});

const unknownIds: readonly Given[] = [
  address({ allocationId: unknownStringValue, publicIp: unknownStringValue }),
  gateway({ id: unknownStringValue, allocationId: unknownStringValue }),
  other("ec2/route:Route", { natGatewayId: unknownStringValue }),
];

it("joins by what a property comes from, before ids are known", async () => {
  const from = [
    undefined,
    { allocationId: "aws:ec2/eip:Eip::address" },
    { natGatewayId: "aws:ec2/natGateway:NatGateway::gateway" },
  ];
  const given = unknownIds.map((one, at) => ({ ...one, madeOf: from[at] ?? {} }));
  expect(await judge(idleNetwork, given)).toEqual([]);
});

it("joins by value what comes from something else, such as a component", async () => {
  const madeOf = { allocationId: "acme:index:Network::network" };
  expect(await judge(idleNetwork, [address(), { ...gateway(), madeOf }, route])).toEqual([]);
});

it("takes an unknown id that comes from something else for another's", async () => {
  const madeOf = { natGatewayId: "acme:index:Network::network" };
  expect(await judge(idleNetwork, [gateway(), { ...unknownIds[2]!, madeOf }])).toEqual([unrouted]);
});

it("leaves ids that a preview does not know to the SDK", async () => {
  await expect(judge(idleNetwork, unknownIds)).rejects.toThrow("can't be known during preview");
});

import type { PolicyResource } from "@pulumi/policy";
import { knownYet } from "./known-yet";
import { names } from "./origins";
import { type Fields, partsAt, textAt, textsAt } from "./request-fields";

/** A property that names other resources: its AWS name, and how the texts in it are read. */
interface Reference {
  readonly type: string;
  readonly property: string;
  readonly read: (props: Fields) => readonly (string | undefined)[];
}

const single = (type: string, property: string): Reference => ({
  type,
  property: property.charAt(0).toLowerCase() + property.slice(1),
  read: (props) => [textAt(props, property)],
});
const within = (type: string, property: string, ...fields: readonly string[]): Reference => ({
  type,
  property: property.charAt(0).toLowerCase() + property.slice(1),
  read: (props) => partsAt(props, property).flatMap((part) => fields.map((field) => textAt(part, field))),
});

const NAT_TYPE = "aws:ec2/natGateway:NatGateway";

const addressUses: readonly Reference[] = [
  single(NAT_TYPE, "AllocationId"),
  { type: NAT_TYPE, property: "secondaryAllocationIds", read: (props) => textsAt(props, "SecondaryAllocationIds") },
  {
    type: NAT_TYPE,
    property: "availabilityZoneAddresses",
    read: (props) => partsAt(props, "AvailabilityZoneAddresses").flatMap((part) => textsAt(part, "AllocationIds")),
  },
  single("aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation", "AllocationId"),
  single("aws:ec2/eipAssociation:EipAssociation", "AllocationId"),
  single("aws:ec2/eipAssociation:EipAssociation", "PublicIp"),
  within("aws:lb/loadBalancer:LoadBalancer", "SubnetMappings", "AllocationId"),
  within("aws:alb/loadBalancer:LoadBalancer", "SubnetMappings", "AllocationId"),
];

const gatewayUses: readonly Reference[] = [
  single("aws:ec2/route:Route", "NatGatewayId"),
  // The provider once took the gateway's id under either name.
  single("aws:ec2/route:Route", "GatewayId"),
  within("aws:ec2/routeTable:RouteTable", "Routes", "NatGatewayId", "GatewayId"),
  within("aws:ec2/defaultRouteTable:DefaultRouteTable", "Routes", "NatGatewayId", "GatewayId"),
];

/** Whether something of the stack uses an Elastic IP. Throws the SDK's report where that is unknown yet. */
export function usesAddress(address: PolicyResource, resources: readonly PolicyResource[]): boolean {
  const set = ["Instance", "NetworkInterface", "AssociationId"].some((property) => isSet(address.props, property));
  return set || isReferred(address, ["AllocationId", "Id", "PublicIp"], addressUses, resources);
}

/** Whether a route of the stack leads to a NAT gateway. Throws the SDK's report where that is unknown yet. */
export function isRouted(gateway: PolicyResource, resources: readonly PolicyResource[]): boolean {
  return isReferred(gateway, ["Id"], gatewayUses, resources);
}

/** What a preview does not know yet is there all the same. */
function isSet(props: Fields, property: string): boolean {
  const reading = knownYet(() => textAt(props, property));
  return !reading.known || reading.value !== undefined;
}

function isReferred(
  target: PolicyResource,
  identities: readonly string[],
  uses: readonly Reference[],
  resources: readonly PolicyResource[],
): boolean {
  const own = (one: string | undefined) =>
    one !== undefined && identities.some((identity) => textAt(target.props, identity) === one);
  return resources.some((resource) =>
    uses.some(
      ({ type, property, read }) =>
        resource.type === type && names(resource, property, target, () => read(resource.props).some(own)),
    ),
  );
}

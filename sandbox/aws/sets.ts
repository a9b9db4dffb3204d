import { sameValue, type Value } from "./values";

/** Lists that the real provider declares as sets: their order means nothing. */
const sets = new Set([
  "alarmActions",
  "allowHeaders",
  "allowMethods",
  "allowOrigins",
  "attributes",
  "egress",
  "exposeHeaders",
  "globalSecondaryIndexes",
  "ingress",
  "inlinePolicies",
  "insufficientDataActions",
  "managedPolicyArns",
  "metricQueries",
  "okActions",
  "routeTableIds",
  "securityGroupIds",
  "securityGroups",
  "subnetIds",
  "subnets",
]);

/** Whether two lists at a place of an input are the same to the provider, however they are ordered. */
export function isSameSet(place: string, one: readonly Value[], other: readonly Value[]): boolean {
  if (one.length !== other.length || !sets.has(place.split(".").at(-1) ?? "")) return false;
  const rest = [...other];
  return one.every((item) => {
    const index = rest.findIndex((candidate) => sameValue(item, candidate));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}

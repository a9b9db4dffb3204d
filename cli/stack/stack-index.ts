import { property, text, textAt } from "./property";
import type { StackResource } from "./stack-resource";

/** Finds the resources of a stack that belong together, each in constant time. */
export interface StackIndex {
  byUrn(urn: string): StackResource | undefined;
  /** The resource of a type that AWS knows by a name. */
  byAwsName(type: string, name: string): StackResource | undefined;
  /** The resource of a type whose value went into an input. */
  madeFrom(resource: StackResource, input: string, type: string): StackResource | undefined;
  /** Resources of a type that were made from another one, as a completion is from its job. */
  madeOf(urn: string, type: string): StackResource | undefined;
  /** The region that a resource is in; undefined where neither it nor its provider says. */
  regionOf(resource: StackResource): string | undefined;
}

const awsName: Readonly<Record<string, string>> = {
  "aws:sagemaker/endpoint:Endpoint": "name",
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": "name",
  "aws:appautoscaling/target:Target": "resourceId",
};

/** Reads a stack once. */
export function stackIndex(resources: readonly StackResource[]): StackIndex {
  const urns = new Map(resources.map((one) => [one.urn, one]));
  const names = new Map<string, StackResource>();
  const madeOf = new Map<string, StackResource>();
  for (const one of resources) {
    if (one.leaves !== undefined) continue;
    const key = awsName[one.type];
    const name = key === undefined ? undefined : textAt(one, key);
    if (name !== undefined) names.set(`${one.type} ${name}`, one);
    const sources =
      one.type === "aws:appautoscaling/target:Target" ? one.madeFrom["resourceId"] : one.madeFrom["jobName"];
    sources?.forEach((urn) => madeOf.set(`${one.type} ${urn}`, one));
  }
  const madeFrom: StackIndex["madeFrom"] = (resource, input, type) =>
    resource.madeFrom[input]?.map((urn) => urns.get(urn)).find((one) => one?.type === type);
  return {
    byUrn: (urn) => urns.get(urn),
    byAwsName: (type, name) => names.get(`${type} ${name}`),
    madeFrom,
    madeOf: (urn, type) => madeOf.get(`${type} ${urn}`),
    regionOf: (resource) => {
      // Before version 7 of the provider only the ARN says where a resource is.
      const own = textAt(resource, "region") ?? textAt(resource, "arn")?.split(":")[3];
      if (own !== undefined && own !== "") return own;
      const provider = resource.provider === undefined ? undefined : urns.get(resource.provider);
      return provider === undefined ? undefined : text(property(provider, "region"));
    },
  };
}

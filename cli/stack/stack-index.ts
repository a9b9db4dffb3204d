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
  /** Schedules, and targets of event rules, that start a resource. */
  startersOf(resource: StackResource): readonly StackResource[];
  /** The region that a resource is in; undefined where neither it nor its provider says. */
  regionOf(resource: StackResource): string | undefined;
}

const awsName: Readonly<Record<string, string>> = {
  "aws:sagemaker/endpoint:Endpoint": "name",
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": "name",
  "aws:appautoscaling/target:Target": "resourceId",
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": "name",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
};

/** What starts something else, by the input that names what it starts. */
const starterInput: Readonly<Record<string, string>> = {
  "aws:scheduler/schedule:Schedule": "target",
  "aws:cloudwatch/eventTarget:EventTarget": "arn",
};

/** Reads a stack once. */
export function stackIndex(resources: readonly StackResource[]): StackIndex {
  const urns = new Map<string, StackResource>();
  const names = new Map<string, StackResource>();
  const madeOf = new Map<string, StackResource>();
  const starters = new Map<string, StackResource[]>();
  for (const one of resources) {
    // What was replaced stays in the state under the same URN until it is deleted.
    if (one.leaves === undefined || !urns.has(one.urn)) urns.set(one.urn, one);
    if (one.leaves !== undefined) continue;
    noteStarter(one, starters);
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
    startersOf: (resource) => {
      const keys = [resource.urn, textAt(resource, "arn")].filter((key) => key !== undefined);
      return [...new Set(keys.flatMap((key) => starters.get(key) ?? []))];
    },
    regionOf: (resource) => {
      // Before version 7 of the provider only the ARN says where a resource is.
      const own = textAt(resource, "region") ?? textAt(resource, "arn")?.split(":")[3];
      if (own !== undefined && own !== "") return own;
      const provider = resource.provider === undefined ? undefined : urns.get(resource.provider);
      return provider === undefined ? undefined : text(property(provider, "region"));
    },
  };
}

/** Notes what a resource starts, by the URNs that its target was made from and by the ARN that it names. */
function noteStarter(one: StackResource, starters: Map<string, StackResource[]>): void {
  const input = starterInput[one.type];
  if (input === undefined) return;
  const arn = textAt(one, input) ?? textAt(one, input, "arn");
  for (const key of [...(one.madeFrom[input] ?? []), ...(arn === undefined ? [] : [arn])]) {
    const known = starters.get(key);
    if (known === undefined) starters.set(key, [one]);
    else known.push(one);
  }
}

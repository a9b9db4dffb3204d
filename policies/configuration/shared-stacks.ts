import { createRequire } from "node:module";
import type { Policies, PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import type { AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";

/** One request of the engine to judge a stack, and the stack once the SDK has built it. */
interface Request {
  resources?: readonly PolicyResource[];
}

const STRUCTS = "google-protobuf/google/protobuf/struct_pb";

/** Requests by the URN of the resource that stands for them. */
const requests = new Map<string, Request>();

/**
 * Makes the SDK build the resources of a stack once instead of once for every rule on stacks, which with thousands of resources
 * is most of a run. What a request lists first is all its resources and one more that stands for the request; from then on it
 * is that one alone, and {@link sharedStackRules} give every rule the resources that were built. Should a later SDK ask for
 * them in another way, rules are given what it builds.
 */
export function shareStacks(): void {
  const ofPolicies = createRequire(createRequire(__filename).resolve("@pulumi/policy"));
  const sdk = ofPolicies("@pulumi/pulumi/proto/analyzer_pb") as typeof import("@pulumi/pulumi/proto/analyzer_pb");
  const { Struct } = ofPolicies(STRUCTS) as typeof import("google-protobuf/google/protobuf/struct_pb");
  const requested = sdk.AnalyzeStackRequest.prototype;
  const list = Reflect.get<object, string>(requested, "getResourcesList") as (this: object) => AnalyzerResource[];
  requested.getResourcesList = function () {
    const request: Request = {};
    const stand = new sdk.AnalyzerResource();
    stand.setUrn(`urn:pulumi:stack::project::greenml:pack:Request::${requests.size}`);
    stand.setProperties(Struct.fromJavaScript({}));
    stand.setOptions(new sdk.AnalyzerResourceOptions());
    requests.set(stand.getUrn(), request);
    const resources = list.call(this);
    const inTurn = () => [...(request.resources === undefined ? resources : []), stand].values();
    return Object.assign([...resources], { [Symbol.iterator]: inTurn });
  };
}

/** The rules on stacks, given the resources of a request that the SDK has built for the first of them. */
export function sharedStackRules(rules: Policies): Policies {
  return rules.map((rule) => ("validateStack" in rule ? sharedStackRule(rule) : rule));
}

function sharedStackRule(rule: StackValidationPolicy): StackValidationPolicy {
  const validate = rule.validateStack.bind(rule);
  return {
    ...rule,
    validateStack: (args, report) => validate({ ...args, resources: sharedResources(args.resources) }, report),
  };
}

function sharedResources(resources: PolicyResource[]): PolicyResource[] {
  const request = requests.get(resources.at(-1)?.urn ?? "");
  if (request === undefined) return resources;
  request.resources ??= resources.slice(0, -1);
  return request.resources as PolicyResource[];
}

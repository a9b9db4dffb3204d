import type { Policies, PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { onStartedWork } from "../../../policies/judging/started-work/started-work-rules";

/** The SDK's own wrapper, which throws on reading a value that a preview does not know; it has no typings. */
const { unknownCheckingProxy, unknownNumberValue, unknownStringValue } = jest.requireActual<{
  unknownCheckingProxy: <Value>(value: Value) => Value;
  unknownNumberValue: string;
  unknownStringValue: string;
}>("@pulumi/policy/proxy");

export { unknownNumberValue, unknownStringValue };

/** A resource as a test or a page writes it. */
export interface Given {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly provider?: Readonly<Record<string, unknown>>;
  /** Which buckets a property comes from, by their Pulumi names. */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  /** Type of the resource that a property comes from, or "type::name" of it. */
  readonly madeOf?: Readonly<Record<string, string>>;
  /** Pulumi name of the component that it belongs to. */
  readonly parent?: string;
}

/** One row of a rule's table. */
export interface Case {
  readonly when: string;
  readonly given: Given | readonly Given[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What each finding says, from its start; an empty list where the rule has nothing to say. */
  readonly says: readonly string[];
}

/** What a rule reports on some resources and on the work they start, judged as the SDK would have it judged; `urns` takes of what. */
export async function judge(
  rule: Policies[number],
  given: Given | readonly Given[],
  settings: Readonly<Record<string, unknown>> = {},
  messages: string[] = [],
  urns: string[] = [],
): Promise<string[]> {
  const [served] = onStartedWork([rule], ({ enforcementLevel }) => enforcementLevel === "mandatory");
  return judgeAlone(served ?? rule, given, settings, messages, urns);
}

/** What a rule reports on some resources, and on nothing else that they may start. */
export async function judgeAlone(
  rule: Policies[number],
  given: Given | readonly Given[],
  settings: Readonly<Record<string, unknown>> = {},
  messages: string[] = [],
  urns: string[] = [],
): Promise<string[]> {
  const resources = [given].flat().map((one) => resourceOf(one));
  const shared = { getConfig: () => settings as never, stackTags: new Map<string, string>(), notApplicable };
  const report = (message: string, urn?: string) => {
    messages.push(message);
    if (urn !== undefined) urns.push(urn);
  };
  if (isStackRule(rule)) {
    await rule.validateStack({ ...shared, resources }, report);
    return messages;
  }
  const validations = [rule.validateResource ?? []].flat();
  for (const resource of resources) {
    for (const validate of validations) await validate({ ...shared, ...resource } as never, report);
  }
  return messages;
}

/** The starts of the messages, cut to the lengths of those expected, so that a table may leave the cost out. */
export function starts(messages: readonly string[], says: readonly string[]): string[] {
  return messages.map((message, index) => message.slice(0, says[index]?.length ?? message.length));
}

function isStackRule(rule: ResourceValidationPolicy | StackValidationPolicy): rule is StackValidationPolicy {
  return "validateStack" in rule;
}

function resourceOf({
  type,
  props,
  name = "churn",
  provider,
  dependsOn = {},
  madeOf = {},
  parent,
}: Given): PolicyResource {
  const urn = `urn:pulumi:dev::test::${type}::${name}`;
  const origins = Object.entries(dependsOn).map(([property, buckets]) => [
    property,
    buckets.map((one) => ({ urn: `urn:pulumi:dev::test::${BUCKET}::${one}`, type: BUCKET })),
  ]);
  const made = Object.entries(madeOf).map(([property, origin]) => [
    property,
    [{ type: origin.split("::")[0], urn: `urn:pulumi:dev::test::${origin}` }],
  ]);
  const propertyDependencies = Object.fromEntries([...origins, ...made]) as PolicyResource["propertyDependencies"];
  const resource = { type, props: unknownCheckingProxy(props), urn, name, dependencies: [], propertyDependencies };
  const settings =
    provider === undefined
      ? {}
      : { provider: { type: "pulumi:providers:aws", urn, name: "aws", props: unknownCheckingProxy(provider) } };
  const above =
    parent === undefined
      ? {}
      : { parent: resourceOf({ type: "greenml:training:TunedTraining", props: {}, name: parent }) };
  return { ...resource, ...settings, ...above, opts: {} as never, isType: () => false, asType: () => undefined };
}

const BUCKET = "aws:s3/bucket:Bucket";

function notApplicable(): never {
  throw new Error("not applicable");
}

/** The properties of a resource after a rule has mended it, in the SDK's wrapper as the rule left them; nothing when it changed none. */
export async function mend(
  rule: Policies[number],
  given: Given,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Given | undefined> {
  const { remediateResource: remediate } = rule as ResourceValidationPolicy;
  if (remediate === undefined) throw new Error(`Expected ${rule.name} to mend something.`);
  const props = JSON.parse(JSON.stringify(given.props)) as Given["props"];
  const shared = { getConfig: () => settings as never, stackTags: new Map<string, string>(), notApplicable };
  const mended = await remediate({ ...shared, ...resourceOf({ ...given, props }) } as never);
  return mended === undefined ? undefined : { ...given, props };
}

import type { Policies, PolicyResource } from "@pulumi/policy";
import { plainResource } from "../policies/judging/plain-resource";
import type { StackResource } from "./stack/stack-resource";

/** What a rule finds in a state: the resource that it names, or the stack as a whole. */
export interface StateFinding {
  readonly rule: string;
  /** Pulumi name and URN of the resource; of the stack where the finding is on it, undefined where the state has none. */
  readonly name: string | undefined;
  readonly urn: string | undefined;
}

/** Judges a state as the engine does: resources alone by what was asked for, the stack by what came of it. */
export async function findingsInState(
  state: readonly StackResource[],
  rules: Policies,
  settingsOf: (rule: Policies[number]) => object,
): Promise<readonly StateFinding[]> {
  const asked = judgedResources(state, "inputs");
  const made = judgedResources(state, "outputs");
  const found = await Promise.all(rules.map((rule) => findingsOf(rule, asked, made, settingsOf(rule))));
  return found.flat();
}

async function findingsOf(
  rule: Policies[number],
  asked: readonly PolicyResource[],
  made: readonly PolicyResource[],
  settings: object,
): Promise<readonly StateFinding[]> {
  const found: StateFinding[] = [];
  const stack = made.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn;
  const report = (message: unknown, urn = stack): void => {
    // Advice of a rule's own comes as an object; it is no finding.
    if (typeof message === "string") found.push({ rule: rule.name, name: urn?.split("::").at(-1), urn });
  };
  const context = { stackTags: new Map<string, string>(), getConfig: () => settings as never, notApplicable };
  if ("validateStack" in rule) {
    await rule.validateStack({ ...context, resources: [...made] }, report);
    return found;
  }
  for (const validate of [rule.validateResource ?? []].flat()) {
    for (const resource of asked) {
      const { type, urn, name, props, opts, provider } = resource;
      const neither = { isType: () => false, asType: () => undefined };
      const own = { type, urn, name, props, opts, ...(provider === undefined ? {} : { provider }) };
      const args = { ...context, ...own, ...neither };
      await validate(args, (message: unknown) => {
        report(message, resource.urn);
      });
    }
  }
  return found;
}

function notApplicable(): never {
  throw new Error("Cannot leave a rule early because none of ours does.");
}

/** Resources as the policy SDK shows them to rules. */
function judgedResources(state: readonly StackResource[], side: "inputs" | "outputs"): readonly PolicyResource[] {
  const plain = new Map(state.map((one) => [one.urn, judged(one, one[side])]));
  const at = (urn: string | undefined): readonly PolicyResource[] => {
    const found = urn === undefined ? undefined : plain.get(urn);
    return found === undefined ? [] : [found];
  };
  return state.map((one) => {
    const [parent] = at(one.parent);
    const provider = state.find(({ urn }) => urn === one.provider);
    const origins = Object.entries(one.madeFrom).map(([name, urns]) => [name, urns.flatMap(at)] as const);
    return {
      ...judged(one, one[side]),
      ...(parent === undefined ? {} : { parent }),
      ...(provider === undefined ? {} : { provider: judged(provider, provider.inputs) }),
      dependencies: origins.flatMap(([, from]) => from),
      propertyDependencies: Object.fromEntries(origins),
    };
  });
}

function judged({ urn, type, name }: StackResource, props: StackResource["inputs"]): PolicyResource {
  return plainResource({ urn, type, name, props });
}

import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyPackConfig, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { servedPack } from "../../../policies/configuration/served-pack";
import { isUnknownReport } from "../../../policies/reading/known-yet";

/** The SDK's own wrapper of properties, which has no typings. */
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: <Value>(value: Value) => Value }>(
  "@pulumi/policy/proxy",
);

/** A resource in the file that `pulumi stack export` writes. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** Which rule says something, of which resource (by its Pulumi name), or of the whole stack. */
export interface Finding {
  readonly rule: string;
  readonly resource: string;
}

/** How a mandatory rule says that it waits for a value which is given when the work runs: no finding. */
const BEFORE_A_RUN = "Cannot judge before a run";

const day = "2026-11-24";

/**
 * What the pack finds in an exported state at a preset, judged as `pulumi policy analyze` has it judged: rules on resources see
 * the inputs, rules on stacks the outputs. `evidence` is the address of an evidence file.
 */
export async function findingsInState(
  file: string,
  preset: "recommended" | "strict",
  evidence = "",
): Promise<Finding[]> {
  const state = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: readonly StateResource[] } };
  const { resources } = state.deployment;
  const settings = join(tmpdir(), `greenml-${preset}.json`);
  writeFileSync(settings, JSON.stringify({ preset }));
  const environment = { GREENML_POLICIES: settings, GREENML_EVIDENCE: evidence };
  const { policies, configuration } = servedPack(tmpdir(), environment, new Date(day));
  const stack = linked(resources, ({ outputs }) => outputs);
  const asked = linked(resources, ({ inputs }) => inputs);
  const found: Finding[] = [];
  for (const rule of policies) {
    const finds =
      (where: string): Report =>
      (said, urn) => {
        if ((typeof said === "string" ? said : said.message).includes(BEFORE_A_RUN)) return;
        const elsewhere = typeof said === "string" ? urn : said.urn;
        found.push({ rule: rule.name, resource: elsewhere === undefined ? where : nameOf(elsewhere) });
      };
    const shared = {
      getConfig: () => settingsOf(configuration[rule.name]) as never,
      stackTags: new Map<string, string>(),
      notApplicable,
    };
    if ("validateStack" in rule) {
      await untilUnknown(() => rule.validateStack({ ...shared, resources: [...stack] }, finds("the stack")));
      continue;
    }
    for (const resource of asked) {
      for (const validate of [rule.validateResource ?? []].flat()) {
        await untilUnknown(() => validate({ ...shared, ...resource } as ResourceValidationArgs, finds(resource.name)));
      }
    }
  }
  return found;
}

/** Lets a rule judge as the SDK does, which says by itself, and as no finding, that a preview does not know a value yet. */
async function untilUnknown(judge: () => Promise<void> | void): Promise<void> {
  try {
    await judge();
  } catch (error) {
    if (!isUnknownReport(error)) throw error;
  }
}

/** How a rule reports: a message, or what the SDK takes in its place. */
type Report = (said: string | { readonly message: string; readonly urn?: string | undefined }, urn?: string) => void;

function settingsOf(configured: PolicyPackConfig[string] | undefined): Readonly<Record<string, unknown>> {
  if (typeof configured !== "object") return {};
  return Object.fromEntries(Object.entries(configured).filter(([key]) => key !== "enforcementLevel"));
}

/** The findings without repetition, one line each and sorted: "rule @ resource". */
export function lines(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule, resource }) => `${rule} @ ${resource}`))].sort();
}

function linked(
  resources: readonly StateResource[],
  propsOf: (resource: StateResource) => StateResource["inputs"],
): readonly PolicyResource[] {
  const made = new Map(resources.map((one) => [one.urn, bare(one, propsOf(one) ?? {})]));
  const named = (urns: readonly string[]): PolicyResource[] => urns.flatMap((urn) => made.get(urn) ?? []);
  for (const { urn, parent, provider, dependencies = [], propertyDependencies = {} } of resources) {
    const [above] = parent === undefined ? [] : named([parent]);
    const [by] = provider === undefined ? [] : named([provider.slice(0, provider.lastIndexOf("::"))]);
    Object.assign(made.get(urn) ?? {}, {
      ...(above === undefined ? {} : { parent: above }),
      ...(by === undefined ? {} : { provider: by }),
      dependencies: named(dependencies),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, urns]) => [property, named(urns)]),
      ),
    });
  }
  return [...made.values()];
}

function bare({ urn, type }: StateResource, props: Readonly<Record<string, unknown>>): PolicyResource {
  const links = { dependencies: [], propertyDependencies: {} };
  const ofNoClass = { isType: () => false, asType: () => undefined };
  return {
    type,
    urn,
    name: nameOf(urn),
    props: unknownCheckingProxy(props),
    opts: {} as never,
    ...links,
    ...ofNoClass,
  };
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

function notApplicable(): never {
  throw new Error("not applicable");
}

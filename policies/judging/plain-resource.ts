import type { PolicyResource } from "@pulumi/policy";

/** A resource as rules see it of which no more is known than this: made of nothing, with no options of its own. */
export function plainResource(known: Pick<PolicyResource, "type" | "name" | "urn" | "props">): PolicyResource {
  const customTimeouts = { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 };
  return {
    ...known,
    opts: { protect: false, ignoreChanges: [], aliases: [], customTimeouts, additionalSecretOutputs: [] },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}

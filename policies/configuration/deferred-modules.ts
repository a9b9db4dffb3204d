import Module, { createRequire } from "node:module";

/** What Pulumi's SDK loads at its start for functions that become Lambdas, and no policy pack needs: npm's dependency solver. */
const OF_FUNCTIONS = "@npmcli/arborist";

/**
 * Makes the SDK load npm's dependency solver when it first uses it and not at its start, of which it is a quarter. To be called
 * before the SDK is loaded; where this SDK does not have it, or it is loaded already, nothing changes.
 */
export function deferUnused(): void {
  const ofPolicies = createRequire(createRequire(__filename).resolve("@pulumi/policy"));
  const ofSdk = createRequire(ofPolicies.resolve("@pulumi/pulumi"));
  const file = fileOf(OF_FUNCTIONS, ofSdk);
  if (file !== undefined) ofSdk.cache[file] ??= deferred(file, ofSdk);
}

function fileOf(name: string, from: NodeJS.Require): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}

/** A module that loads itself when something is read of it, but for the mark by which importers tell modules apart. */
function deferred(file: string, from: NodeJS.Require): NodeJS.Module {
  const stand = new Module(file);
  const load = (): object => {
    if (from.cache[file] === stand) from.cache[file] = undefined;
    return from(file) as object;
  };
  stand.exports = new Proxy(
    {},
    {
      get: (_, key) => (key === "__esModule" ? true : (Reflect.get(load(), key) as unknown)),
      has: (_, key) => Reflect.has(load(), key),
    },
  );
  stand.loaded = true;
  return stand;
}

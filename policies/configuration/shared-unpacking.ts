import { createRequire } from "node:module";

type Unpack = (packed: object, keepSecrets?: boolean) => unknown;

/**
 * Makes the SDK unpack a resource's properties once instead of once for every rule: with dozens of rules and thousands of
 * resources that is most of a run. Rules read properties and never write them, so they can share. Unpacking for a
 * remediation, which does write, stays as it is. Should a later SDK unpack elsewhere, this has no effect.
 */
export function shareUnpacking(): void {
  const sdk = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
  const unpack = sdk.deserializeProperties;
  const unpacked = new WeakMap<object, unknown>();
  sdk.deserializeProperties = (packed, keepSecrets) => {
    if (keepSecrets === true) return unpack(packed, keepSecrets);
    if (!unpacked.has(packed)) unpacked.set(packed, unpack(packed, keepSecrets));
    return unpacked.get(packed);
  };
}

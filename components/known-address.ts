import * as pulumi from "@pulumi/pulumi";
import { refusal } from "./plain-args";
import { isAddress } from "./s3-address";
import { shown } from "./shown";

/** An address that may come only during deployment, refused in one sentence when what comes is none. */
export function knownAddress(
  value: pulumi.Input<string>,
  argument: string,
  component: pulumi.Resource,
): pulumi.Output<string> {
  return pulumi.output(value).apply((address: unknown) => {
    const fault = addressFault(address, argument);
    if (fault !== undefined) throw refusal(fault, component);
    return address as string;
  });
}

/** What is wrong with what came as an address; nothing when it is one. */
export function addressFault(address: unknown, argument: string): string | undefined {
  if (typeof address === "string" && isAddress(address)) return undefined;
  // What a job leaves is missing while nobody has waited for its end.
  const hint =
    address === undefined
      ? ": what a component with wait: false leaves is known after its job and a `pulumi refresh`"
      : "";
  return `Expected ${argument} to be an address such as "s3://bucket/prefix/", got ${shown(address)}${hint}`;
}

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
    if (typeof address === "string" && isAddress(address)) return address;
    // What a job leaves is missing while nobody has waited for its end.
    const hint =
      address === undefined
        ? ": what a component with wait: false leaves is known after its job and a `pulumi refresh`"
        : "";
    const message = `Expected ${argument} to be an address such as "s3://bucket/prefix/", got ${shown(address)}${hint}`;
    throw refusal(message, component);
  });
}

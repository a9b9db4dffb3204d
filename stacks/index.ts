import * as pulumi from "@pulumi/pulumi";

import { tabular } from "./tabular/tabular";
import { wasteful } from "./wasteful/wasteful";

const examples: Readonly<Record<string, () => Record<string, unknown>>> = { tabular, wasteful };

/** The example that the stack is named after, or that `pulumi config set example NAME` chooses. */
function chosen(): () => Record<string, unknown> {
  const stack = pulumi.getStack();
  const name = new pulumi.Config().get("example") ?? Object.keys(examples).find((one) => stack.startsWith(one));
  const example = examples[name ?? "tabular"];
  if (example !== undefined) return example;
  throw new pulumi.RunError(`Unknown example "${name ?? ""}". Known: ${Object.keys(examples).join(", ")}`);
}

export = chosen()();

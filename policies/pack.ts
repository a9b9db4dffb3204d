import { createRequire } from "node:module";
import { deferUnused } from "./configuration/deferred-modules";

// Before anything that loads the SDK, so nothing that does is imported.
deferUnused();
const load = createRequire(__filename);
const { PolicyPack } = load("@pulumi/policy") as typeof import("@pulumi/policy");
const { servedPack } = load("./configuration/served-pack") as typeof import("./configuration/served-pack");
const { shareStacks } = load("./configuration/shared-stacks") as typeof import("./configuration/shared-stacks");
const { shareUnpacking } = load(
  "./configuration/shared-unpacking",
) as typeof import("./configuration/shared-unpacking");

const { policies, configuration } = servedPack(process.cwd(), process.env, new Date());
shareUnpacking();
shareStacks();
new PolicyPack("greenml", { policies, enforcementLevel: "mandatory" }, configuration);

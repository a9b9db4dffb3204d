import { PolicyPack } from "@pulumi/policy";
import { servedPack } from "./configuration/served-pack";
import { shareUnpacking } from "./configuration/shared-unpacking";

const { policies, configuration } = servedPack(process.cwd(), process.env, new Date());
shareUnpacking();
new PolicyPack("greenml", { policies, enforcementLevel: "mandatory" }, configuration);

import { PolicyPack } from "@pulumi/policy";
import { servedPack } from "./configuration/served-pack";

const { policies, configuration } = servedPack(process.cwd(), process.env, new Date());
new PolicyPack("greenml", { policies, enforcementLevel: "mandatory" }, configuration);

import { PolicyPack } from "@pulumi/policy";
import { rules } from "./registry";

new PolicyPack("greenml", { policies: [...rules], enforcementLevel: "mandatory" });

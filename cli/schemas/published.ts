import { z } from "zod";

import { pinFileSchema } from "../../carbon";
import { evidenceFile } from "../../policies/configuration/evidence-record";
import { requestFile } from "../placing/request-file";
import { usageFile } from "../usage/usage-file";
import { workloadFile } from "../work/workload-file";
import { estimateCommandOutput } from "./estimate-output";
import { evidenceOutput } from "./evidence-output";
import { exemptionsOutput } from "./exemptions-output";
import { instancesOutput } from "./instances-output";
import { placeOutput } from "./place-output";
import { policiesOutput } from "./policies-output";
import { regionsOutput } from "./regions-output";
import { validateOutput } from "./validate-output";

/** JSON Schemas that the package ships, by file name: what the command prints, and the files that it reads. */
export function published(): Readonly<Record<string, unknown>> {
  return {
    "estimate-output": schemaOf(estimateCommandOutput, "output", "greenml estimate --format json"),
    "evidence-output": schemaOf(evidenceOutput, "output", "greenml policies evidence check --format json"),
    "exemptions-output": schemaOf(exemptionsOutput, "output", "greenml policies --exemptions --format json"),
    "instances-output": schemaOf(instancesOutput, "output", "greenml instances --format json"),
    "place-output": schemaOf(placeOutput, "output", "greenml place --format json"),
    "policies-output": schemaOf(policiesOutput, "output", "greenml policies --format json"),
    "regions-output": schemaOf(regionsOutput, "output", "greenml regions --format json"),
    "validate-output": schemaOf(validateOutput, "output", "greenml validate --format json"),
    "pin-file": pinFileSchema(),
    "evidence-file": schemaOf(evidenceFile(), "input", "evidence file of the policy pack: greenml.evidence.json"),
    "place-request": schemaOf(requestFile, "input", "request file of greenml place"),
    "usage-file": schemaOf(usageFile, "input", "usage file of greenml estimate"),
    "workload-file": schemaOf(workloadFile, "input", "workload file of greenml estimate"),
  };
}

function schemaOf(schema: z.ZodType, io: "input" | "output", title: string): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(schema, { io }), title };
}

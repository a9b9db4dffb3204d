import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { partsAt, textAt } from "../reading/request-fields";

const name = "file-system-lifecycle";

const settings = z.strictObject({
  hotFileSystems: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of file systems whose files are all read often"),
});

/** Makes file systems move what nobody reads to storage that needs less. */
export const fileSystemLifecycle: ResourceValidationPolicy = {
  name,
  description: "An EFS file system moves files that nobody reads to a cooler class.",
  remediationSteps:
    'Set lifecyclePolicies with transitionToIa, such as "AFTER_30_DAYS"; or name the file system in hotFileSystems.',
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:efs/fileSystem:FileSystem") return;
    const policies = partsAt(resource.props, "LifecyclePolicies");
    const cools = (policy: (typeof policies)[number]) =>
      textAt(policy, "TransitionToIa") !== undefined || textAt(policy, "TransitionToArchive") !== undefined;
    if (policies.some(cools) || settingsOf(name, settings, resource).hotFileSystems.includes(resource.name)) return;
    report(
      "Expected lifecyclePolicies with transitionToIa, got none; what that costs depends on the files and is unknown.",
    );
  },
};

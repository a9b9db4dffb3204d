import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { textAt } from "../reading/request-fields";

const name = "notebook-platform";

const settings = z.strictObject({
  retiredPlatforms: z
    .array(z.string().min(1))
    .default(["notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2"])
    .describe("Platforms that AWS has deprecated"),
});

/** Refuses notebook instances on operating systems that AWS no longer looks after. */
export const notebookPlatform: ResourceValidationPolicy = {
  name,
  description: "A notebook instance runs on a platform that AWS supports.",
  remediationSteps:
    "Set platformIdentifier to notebook-al2023-v1; what is on the volume has to be copied to a new instance.",
  severity: "low",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/notebookInstance:NotebookInstance") return;
    const platform = textAt(resource.props, "PlatformIdentifier");
    const { retiredPlatforms } = settingsOf(name, settings, resource);
    if (platform === undefined || !retiredPlatforms.includes(platform)) return;
    report(`Too old: platform ${platform}, which AWS has deprecated; what a newer one saves is unknown.`);
  },
};

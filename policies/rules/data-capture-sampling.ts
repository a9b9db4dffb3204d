import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { flagAt, numberAt, partAt } from "../reading/request-fields";

const name = "data-capture-sampling";

const settings = z.strictObject({
  maxPercent: z.number().min(0).max(100).default(50).describe("Largest share of calls that may be captured, percent"),
});

/** Questions endpoints that write down every call. */
export const dataCaptureSampling: ResourceValidationPolicy = {
  name,
  description: "An endpoint captures as many calls as it takes to watch its model, not all.",
  remediationSteps:
    "Lower initialSamplingPercentage: drift shows in a few thousand calls; or raise maxPercent and record why.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/endpointConfiguration:EndpointConfiguration") return;
    const capture = partAt(resource.props, "DataCaptureConfig");
    if (!flagAt(capture, "EnableCapture")) return;
    const percent = numberAt(capture, "InitialSamplingPercentage") ?? 0;
    const { maxPercent } = settingsOf(name, settings, resource);
    if (percent <= maxPercent) return;
    report(
      `Too many calls captured: ${percent} %, maximum ${maxPercent} %; what that costs depends on the calls and is unknown.`,
    );
  },
};

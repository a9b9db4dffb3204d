import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { ifKnown } from "../reading/known-yet";
import { textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "mlflow-tracking-server";

const settings = z.strictObject({
  acceptedServers: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of tracking servers that somebody stops when they are idle"),
});

/** Refuses experiment tracking that waits on a machine of its own. */
export const mlflowTrackingServer: ResourceValidationPolicy = {
  name,
  description: "Experiments are tracked without a server that waits for them.",
  remediationSteps:
    "Use an MLflow App (aws:sagemaker/mlflowApp:MlflowApp), which has no machine that waits; or stop the server when nobody " +
    "works, and list it in acceptedServers.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (resource.type !== "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer") return;
    if (settingsOf(name, settings, resource).acceptedServers.includes(resource.name)) return;
    const size = ifKnown(() => textAt(resource.props, "TrackingServerSize")) ?? "Small";
    const month = "a month: energy, emissions and cost unknown";
    report(`Cannot rest because a tracking server of size ${size} runs until somebody stops it; ${month}.`);
  },
};

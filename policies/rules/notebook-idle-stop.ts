import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { notebookMonthCostWords } from "../judging/cost-words";
import { idleStopLackOf } from "../reading/idle-stop-script";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "notebook-idle-stop";

const settings = z.strictObject({
  trustedConfigurations: z
    .array(z.string().min(1))
    .default([])
    .describe("Lifecycle configurations, by AWS name, that are known to stop an idle notebook, wherever they are made"),
});

/** Makes notebook instances stop themselves when their owner has gone home. */
export const notebookIdleStop: StackValidationPolicy = {
  name,
  description: "A notebook instance stops when nobody uses it.",
  remediationSteps:
    "Give the notebook a lifecycle configuration whose onStart installs an idle stop, or use Studio with idle shutdown; name " +
    "a configuration that the rule cannot read in trustedConfigurations.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { trustedConfigurations } = settingsOf(name, settings, stack);
    const faultsOf = (resource: JudgedResource): readonly string[] => {
      if (resource.type !== "aws:sagemaker/notebookInstance:NotebookInstance") return [];
      const configuration = textAt(resource.props, "LifecycleConfigName");
      if (configuration !== undefined && trustedConfigurations.includes(configuration)) return [];
      const fault = faultOf(configuration, stack.resources);
      return fault === undefined ? [] : [`${fault}; a month: ${notebookMonthCostWords(resource)}.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function faultOf(configuration: string | undefined, resources: readonly JudgedResource[]): string | undefined {
  if (configuration === undefined) return "Expected a lifecycle configuration that stops an idle notebook, got none";
  const found = resources.find(
    ({ type, props }) =>
      type === "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration" &&
      textAt(props, "Name") === configuration,
  );
  if (found !== undefined) return idleStopLackOf(found.props, configuration);
  return `Cannot tell whether it stops when idle because lifecycle configuration "${configuration}" is not in this stack`;
}

import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { notebookMonthCostWords } from "../judging/cost-words";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { countAt, type Fields, partAt, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "studio-idle-shutdown";

const settings = z.strictObject({
  maxIdleMinutes: z
    .number()
    .int()
    .min(60)
    .max(525_600)
    .default(120)
    .describe("Longest time that an app may be idle before Studio shuts it down, minutes; AWS takes 60 at least"),
  apps: z
    .array(z.enum(["CodeEditor", "JupyterLab"]))
    .min(1)
    .default(["CodeEditor", "JupyterLab"])
    .describe("Apps that a domain must shut down"),
});

type Agreed = z.output<typeof settings>;

/** Makes Studio shut down what its users leave running. */
export const studioIdleShutdown: StackValidationPolicy = {
  name,
  description: "Studio shuts down apps that nobody uses.",
  remediationSteps:
    "Set appLifecycleManagement.idleSettings of JupyterLab and Code Editor in the domain's defaultUserSettings: " +
    "lifecycleManagement ENABLED and an idleTimeoutInMinutes.",
  severity: "high",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const ownDomain = stack.resources.some(({ type }) => type === DOMAIN_TYPE);
    judgeEach(stack.resources, (resource) => faultsOf(resource, agreed, ownDomain), report);
  },
};

const DOMAIN_TYPE = "aws:sagemaker/domain:Domain";

function faultsOf(resource: JudgedResource, agreed: Agreed, ownDomain: boolean): readonly string[] {
  switch (resource.type) {
    case DOMAIN_TYPE:
      return agreed.apps.flatMap((app) => domainFaults(resource, app, agreed));
    case "aws:sagemaker/userProfile:UserProfile":
      return narrowedFaults(resource, "UserSettings", agreed, ownDomain);
    case "aws:sagemaker/space:Space":
      return narrowedFaults(resource, "SpaceSettings", agreed, ownDomain);
    default:
      return [];
  }
}

function domainFaults(domain: JudgedResource, app: string, { maxIdleMinutes }: Agreed): readonly string[] {
  const own = appSettings(partAt(domain.props, "DefaultUserSettings"), app);
  const idle = idleSettings(own);
  const managed = textAt(idle, "LifecycleManagement");
  if (managed !== "ENABLED")
    return [`Expected idle shutdown of ${app} ENABLED, got ${managed ?? "none"}; ${month(domain, own)}.`];
  const minutes = countAt(idle, "IdleTimeoutInMinutes");
  if (minutes === undefined) return [`Expected idleTimeoutInMinutes for ${app}, got none; ${month(domain, own)}.`];
  return minutes <= maxIdleMinutes ? [] : [tooLong(domain, app, minutes, maxIdleMinutes)];
}

/** What a user profile or a space says differently from its domain. What says nothing follows the domain. */
function narrowedFaults(
  resource: JudgedResource,
  where: string,
  { apps, maxIdleMinutes }: Agreed,
  ownDomain: boolean,
): readonly string[] {
  const each = apps.map((app) => ({ app, own: appSettings(partAt(resource.props, where), app) }));
  const faults = each.flatMap(({ app, own }) => {
    const idle = idleSettings(own);
    const minutes = countAt(idle, "IdleTimeoutInMinutes");
    if (textAt(idle, "LifecycleManagement") === "DISABLED") {
      return [`Expected idle shutdown of ${app} ENABLED, got DISABLED; ${month(resource, own)}.`];
    }
    return minutes !== undefined && minutes > maxIdleMinutes ? [tooLong(resource, app, minutes, maxIdleMinutes)] : [];
  });
  const silent = each.every(({ own }) => idleSettings(own) === undefined);
  if (!silent || ownDomain) return faults;
  return [
    `Cannot tell whether its apps shut down because it has no idle settings and its domain is not in this stack.`,
  ];
}

function appSettings(settingsOfAll: Fields | undefined, app: string): Fields | undefined {
  return partAt(settingsOfAll, app === "JupyterLab" ? "JupyterLabAppSettings" : "CodeEditorAppSettings");
}

function idleSettings(app: Fields | undefined): Fields | undefined {
  return partAt(app, "AppLifecycleManagement", "IdleSettings");
}

function tooLong(resource: JudgedResource, app: string, minutes: number, maximum: number): string {
  const where = resource.type === DOMAIN_TYPE ? "the domain" : "it";
  return `Too long idle: ${app} of ${where} for ${minutes} minutes, maximum ${maximum}; what that costs is unknown.`;
}

function month(resource: JudgedResource, app: Fields | undefined): string {
  const instanceType = textAt(app, "DefaultResourceSpec", "InstanceType");
  const each =
    instanceType === undefined ? "energy, emissions and cost unknown" : notebookMonthCostWords(resource, instanceType);
  return `a month of one app: ${each}`;
}

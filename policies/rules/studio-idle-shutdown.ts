import { z } from "zod";
import { appFaults, monthOnType } from "../judging/studio-app";
import { mendIdleShutdown } from "../judging/studio-mending";
import type { MendingStackPolicy } from "../judging/mending";
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
export const studioIdleShutdown: MendingStackPolicy = {
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
    const ownIdle = stack.resources.some(({ type }) => type === DOMAIN_TYPE || narrower.has(type));
    const faultsOf = (resource: JudgedResource): readonly string[] =>
      resource.type === "aws:sagemaker/app:App"
        ? appFaults(resource, stack.resources, ownIdle)
        : settingsFaults(resource, agreed, ownDomain);
    judgeEach(stack.resources, faultsOf, report);
  },
  validateResource: [],
  remediateResource: (resource) => {
    const { apps, maxIdleMinutes } = settingsOf(name, settings, resource);
    return mendIdleShutdown(resource, apps, maxIdleMinutes) ? resource.props : undefined;
  },
};

const DOMAIN_TYPE = "aws:sagemaker/domain:Domain";

/** What may say something differently from its domain, and where. */
const narrower: ReadonlyMap<string, string> = new Map([
  ["aws:sagemaker/userProfile:UserProfile", "UserSettings"],
  ["aws:sagemaker/space:Space", "SpaceSettings"],
]);

function settingsFaults(resource: JudgedResource, agreed: Agreed, ownDomain: boolean): readonly string[] {
  if (resource.type === DOMAIN_TYPE) {
    return [...agreed.apps.flatMap((app) => domainFaults(resource, app, agreed)), ...sharedFaults(resource, agreed)];
  }
  const where = narrower.get(resource.type);
  return where === undefined ? [] : narrowedFaults(resource, where, agreed, ownDomain);
}

/** Spaces that users share follow settings of their own, which know JupyterLab alone. */
function sharedFaults(domain: JudgedResource, { apps, maxIdleMinutes }: Agreed): readonly string[] {
  const own = appSettings(partAt(domain.props, "DefaultSpaceSettings"), "JupyterLab");
  return own === undefined || !apps.includes("JupyterLab")
    ? []
    : idleFaults(domain, own, "JupyterLab in shared spaces", maxIdleMinutes);
}

function domainFaults(domain: JudgedResource, app: string, { maxIdleMinutes }: Agreed): readonly string[] {
  const own = appSettings(partAt(domain.props, "DefaultUserSettings"), app);
  return idleFaults(domain, own, app, maxIdleMinutes);
}

function idleFaults(
  domain: JudgedResource,
  own: Fields | undefined,
  app: string,
  maxIdleMinutes: number,
): readonly string[] {
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
  return monthOnType(resource, textAt(app, "DefaultResourceSpec", "InstanceType"));
}

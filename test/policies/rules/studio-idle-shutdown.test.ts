import { notebookMonthFootprint } from "../../../carbon";
import { studioIdleShutdown } from "../../../policies/rules/studio-idle-shutdown";
import { costWords } from "../support/cost-words";
import { type Case, type Given, judge, mend, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const idle = (idleSettings: unknown, more = {}) => ({ appLifecycleManagement: { idleSettings }, ...more });
const on = (idleTimeoutInMinutes?: unknown) => idle({ lifecycleManagement: "ENABLED", idleTimeoutInMinutes });
const domain = (jupyterLabAppSettings?: unknown, codeEditorAppSettings: unknown = on(60)) => ({
  type: "aws:sagemaker/domain:Domain",
  props: { region: "eu-north-1", defaultUserSettings: { jupyterLabAppSettings, codeEditorAppSettings } },
});
const space = (jupyterLabAppSettings?: unknown) => ({
  type: "aws:sagemaker/space:Space",
  props: { region: "eu-north-1", spaceSettings: { jupyterLabAppSettings } },
});
const profile = (codeEditorAppSettings?: unknown) => ({
  type: "aws:sagemaker/userProfile:UserProfile",
  props: { region: "eu-north-1", userSettings: { codeEditorAppSettings } },
});
const shared = (jupyterLabAppSettings: unknown) => ({
  type: "aws:sagemaker/domain:Domain",
  props: { ...domain(on(60)).props, defaultSpaceSettings: { executionRole: "role", jupyterLabAppSettings } },
});
const app = (appType?: string, resourceSpec: object = { instanceType: "ml.m6i.large" }) => ({
  type: "aws:sagemaker/app:App",
  props: { region: "eu-north-1", appType, resourceSpec },
});
const classic = { jupyterServerAppSettings: { lifecycleConfigArns: ["arn:aws:sagemaker:1"] } };
const unknown = "a month of one app: energy, emissions and cost unknown.";
const large = { defaultResourceSpec: { instanceType: "ml.m6i.large" } };
const month = costWords(
  notebookMonthFootprint({ region: "eu-north-1", instanceType: "ml.m6i.large", hoursPerMonth: undefined }),
);
const untold =
  "Cannot tell whether its apps shut down because it has no idle settings and its domain is not in this stack.";

const cases: readonly Case[] = [
  {
    when: "a domain says nothing",
    given: { type: "aws:sagemaker/domain:Domain", props: {} },
    says: [
      `Expected idle shutdown of CodeEditor ENABLED, got none; ${unknown}`,
      `Expected idle shutdown of JupyterLab ENABLED, got none; ${unknown}`,
    ],
  },
  {
    when: "a domain switches it off",
    given: domain(idle({ lifecycleManagement: "DISABLED" }, large)),
    says: [`Expected idle shutdown of JupyterLab ENABLED, got DISABLED; a month of one app: ${month}`],
  },
  {
    when: "a domain names no time, or the provider's 0",
    given: [domain(on()), domain(on(0))],
    says: [
      `Expected idleTimeoutInMinutes for JupyterLab, got none; ${unknown}`,
      `Expected idleTimeoutInMinutes for JupyterLab, got none; ${unknown}`,
    ],
  },
  { when: "the time is at the limit", given: domain(on(120)), says: [] },
  {
    when: "the time is over the limit",
    given: domain(on(480)),
    says: ["Too long idle: JupyterLab of the domain for 480 minutes, maximum 120; what that costs is unknown."],
  },
  { when: "the limit is raised", given: domain(on(480)), settings: { maxIdleMinutes: 480 }, says: [] },
  { when: "an app is not asked for", given: domain(on(60), undefined), settings: { apps: ["JupyterLab"] }, says: [] },
  { when: "space and profile follow a domain of the stack", given: [domain(on(60)), space(), profile()], says: [] },
  { when: "the domain of a space or a profile is elsewhere", given: [space(), profile()], says: [untold, untold] },
  {
    when: "a space has a time of its own",
    given: [space(idle({ idleTimeoutInMinutes: 60 })), space(idle({ idleTimeoutInMinutes: 600 }))],
    says: ["Too long idle: JupyterLab of it for 600 minutes, maximum 120; what that costs is unknown."],
  },
  {
    when: "a profile switches it off",
    given: [domain(on(60)), profile(idle({ lifecycleManagement: "DISABLED" }))],
    says: [`Expected idle shutdown of CodeEditor ENABLED, got DISABLED; ${unknown}`],
  },
  {
    when: "shared spaces have settings of their own for JupyterLab",
    given: [
      shared(on(60)),
      shared(undefined),
      shared({ defaultResourceSpec: { instanceType: "ml.m6i.large" } }),
      shared(on(600)),
    ],
    says: [
      `Expected idle shutdown of JupyterLab in shared spaces ENABLED, got none; a month of one app: ${month}`,
      "Too long idle: JupyterLab in shared spaces of the domain for 600 minutes, maximum 120; what that costs is unknown.",
    ],
  },
  {
    when: "shared spaces are not asked for",
    given: shared({}),
    settings: { apps: ["CodeEditor"] },
    says: [],
  },
  {
    when: "an app has neither space nor domain in the stack",
    given: [app("JupyterLab"), app("CodeEditor", {})],
    says: [
      `Cannot tell whether JupyterLab shuts down because neither its space nor its domain is in this stack; a month of one app: ${month}`,
      `Cannot tell whether CodeEditor shuts down because neither its space nor its domain is in this stack; ${unknown}`,
    ],
  },
  { when: "an app follows a domain of the stack", given: [domain(on(60)), app("JupyterLab")], says: [] },
  {
    when: "an app of Studio Classic, or of another kind, has nothing that ends it",
    given: [domain(on(60)), app("KernelGateway"), app("TensorBoard"), app("Canvas", {})],
    says: [
      `Cannot shut down KernelGateway when idle because it has no lifecycle configuration; a month of one app: ${month}`,
      `Cannot shut down TensorBoard when idle because Studio has no idle settings for it; a month of one app: ${month}`,
      `Cannot shut down Canvas when idle because Studio has no idle settings for it; ${unknown}`,
    ],
  },
  {
    when: "a kernel has a lifecycle configuration, which may be unknown yet",
    given: [
      app("KernelGateway", { instanceType: "ml.m6i.large", lifecycleConfigArn: "arn:aws:sagemaker:1" }),
      app("KernelGateway", { instanceType: "ml.m6i.large", lifecycleConfigArn: unknownStringValue }),
    ],
    says: [],
  },
  {
    when: "a kernel's user has a lifecycle configuration",
    given: [
      { type: "aws:sagemaker/domain:Domain", props: { ...domain(on(60)).props, defaultSpaceSettings: classic } },
      app("KernelGateway"),
    ],
    says: [],
  },
  {
    when: "an app is Jupyter's own server, on the machine that costs nothing, or of no kind",
    given: [app("JupyterServer"), app("JupyterLab", { instanceType: "system" }), app(undefined)],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(studioIdleShutdown, given, settings), says)).toEqual(says);
});

it.each([
  { what: "a time", given: domain(on(unknownNumberValue)) },
  { what: "a switch", given: domain(idle({ lifecycleManagement: unknownStringValue })) },
])("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(studioIdleShutdown, given)).rejects.toThrow("can't be known during preview");
});

describe("at level remediate", () => {
  const both = (settings: unknown) => ({ jupyterLabAppSettings: settings, codeEditorAppSettings: settings });
  const shut = (idleTimeoutInMinutes: number) => on(idleTimeoutInMinutes);

  it.each<[string, Given, Record<string, unknown>]>([
    [
      "a domain that says nothing",
      { type: "aws:sagemaker/domain:Domain", props: {} },
      { defaultUserSettings: both(shut(120)) },
    ],
    [
      "a domain that has one app off and the other too long, and keeps the rest",
      domain(idle({ lifecycleManagement: "DISABLED", idleTimeoutInMinutes: 90 }, large), on(480)),
      {
        region: "eu-north-1",
        defaultUserSettings: { jupyterLabAppSettings: { ...shut(90), ...large }, codeEditorAppSettings: shut(120) },
      },
    ],
    [
      "a domain that names no time, or the provider's 0",
      domain(on(0)),
      {
        region: "eu-north-1",
        defaultUserSettings: { jupyterLabAppSettings: shut(120), codeEditorAppSettings: shut(60) },
      },
    ],
    [
      "a profile that switches it off",
      profile(idle({ lifecycleManagement: "DISABLED" })),
      { region: "eu-north-1", userSettings: { codeEditorAppSettings: shut(120) } },
    ],
    [
      "shared spaces that a domain leaves on",
      {
        type: "aws:sagemaker/domain:Domain",
        props: { defaultUserSettings: both(on(60)), defaultSpaceSettings: { jupyterLabAppSettings: large } },
      },
      {
        defaultUserSettings: both(on(60)),
        defaultSpaceSettings: { jupyterLabAppSettings: { ...large, ...shut(120) } },
      },
    ],
    [
      "a space that waits too long",
      space(idle({ idleTimeoutInMinutes: 480 })),
      { region: "eu-north-1", spaceSettings: { jupyterLabAppSettings: idle({ idleTimeoutInMinutes: 120 }) } },
    ],
  ])("mends %s", async (_, given, props) => {
    const mended = await mend(studioIdleShutdown, given);
    expect(mended?.props).toEqual(props);
    expect(await judge(studioIdleShutdown, [domain(on(60)), mended!])).toEqual([]);
  });

  it.each([
    ["what shuts down", domain(on(60))],
    ["what follows its domain", space()],
    ["a profile that says nothing", profile()],
    [
      "a time that the domain's own minimum forbids",
      domain(idle({ lifecycleManagement: "ENABLED", idleTimeoutInMinutes: 480, minIdleTimeoutInMinutes: 240 })),
    ],
    ["other resources", logGroup()],
  ])("leaves %s alone", async (_, given) => {
    expect(await mend(studioIdleShutdown, given)).toBeUndefined();
  });
});

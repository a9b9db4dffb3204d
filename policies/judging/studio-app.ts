import { notebookMonthCostWords } from "./cost-words";
import { knownYet } from "../reading/known-yet";
import type { JudgedResource } from "../reading/job-requests";
import { type Fields, lengthAt, partAt, textAt } from "../reading/request-fields";
import { studioSettings } from "../reading/studio-settings";

/** What is wrong with an app of Studio that a program starts itself: nothing ends it but its settings, if it has any. */
export function appFaults(
  app: JudgedResource,
  resources: readonly JudgedResource[],
  ownIdle: boolean,
): readonly string[] {
  const kind = textAt(app.props, "AppType");
  const spec = partAt(app.props, "ResourceSpec");
  const instanceType = textAt(spec, "InstanceType");
  // Jupyter's own server of Studio Classic is on a machine that costs nothing.
  if (kind === undefined || kind === "JupyterServer" || instanceType === "system") return [];
  const month = monthOnType(app, instanceType);
  if (kind === "JupyterLab" || kind === "CodeEditor") {
    if (ownIdle) return [];
    return [
      `Cannot tell whether ${kind} shuts down because neither its space nor its domain is in this stack; ${month}.`,
    ];
  }
  if (kind === "KernelGateway" && hasLifecycle(spec, resources)) return [];
  const lack = kind === "KernelGateway" ? "it has no lifecycle configuration" : "Studio has no idle settings for it";
  return [`Cannot shut down ${kind} when idle because ${lack}; ${month}.`];
}

/** What one app costs in a month when nothing ends it, in a clause. */
export function monthOnType(resource: JudgedResource, instanceType: string | undefined): string {
  const each =
    instanceType === undefined ? "energy, emissions and cost unknown" : notebookMonthCostWords(resource, instanceType);
  return `a month of one app: ${each}`;
}

/** Studio Classic ends its kernels by an extension, which a lifecycle configuration of the app or of its user installs. */
function hasLifecycle(spec: Fields | undefined, resources: readonly JudgedResource[]): boolean {
  if (namesLifecycle(spec)) return true;
  return resources.some(({ type, props }) =>
    (studioSettings.get(type) ?? []).some((settings) =>
      ["JupyterServerAppSettings", "KernelGatewayAppSettings"].some((app) => {
        const own = partAt(props, settings, app);
        return lengthAt(own, "LifecycleConfigArns") > 0 || namesLifecycle(partAt(own, "DefaultResourceSpec"));
      }),
    ),
  );
}

/** An address that a preview does not know yet is there all the same. */
function namesLifecycle(spec: Fields | undefined): boolean {
  const named = knownYet(() => textAt(spec, "LifecycleConfigArn"));
  return !named.known || named.value !== undefined;
}

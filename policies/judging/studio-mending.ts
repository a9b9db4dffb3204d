import { setAt } from "./mending";
import type { JudgedResource } from "../reading/job-requests";
import { countAt, partAt, textAt } from "../reading/request-fields";

/** One place where a domain, a user profile or a space says when an app of Studio shuts down. */
interface PlaceOfIdle {
  readonly path: readonly string[];
  /** Whether nothing above it says so: without a word here, nothing shuts down. */
  readonly isLast: boolean;
}

/** Switches idle shutdown on where it is off, and shortens its time where that is too long; tells whether it changed anything. */
export function mendIdleShutdown(resource: JudgedResource, apps: readonly string[], maxIdleMinutes: number): boolean {
  return placesOfIdle(resource, apps).filter((place) => mendPlace(resource, place, maxIdleMinutes)).length > 0;
}

function placesOfIdle({ type, props }: JudgedResource, apps: readonly string[]): readonly PlaceOfIdle[] {
  const settings = (app: string) => [`${app}AppSettings`, ...IDLE];
  switch (type) {
    case "aws:sagemaker/domain:Domain": {
      const shared = apps.filter(
        (app) => app === "JupyterLab" && partAt(props, "DefaultSpaceSettings", `${app}AppSettings`) !== undefined,
      );
      return [
        ...apps.map((app) => ({ path: ["DefaultUserSettings", ...settings(app)], isLast: true })),
        ...shared.map((app) => ({ path: ["DefaultSpaceSettings", ...settings(app)], isLast: true })),
      ];
    }
    case "aws:sagemaker/userProfile:UserProfile":
      return apps.map((app) => ({ path: ["UserSettings", ...settings(app)], isLast: false }));
    case "aws:sagemaker/space:Space":
      return apps.map((app) => ({ path: ["SpaceSettings", ...settings(app)], isLast: false }));
    default:
      return [];
  }
}

const IDLE = ["AppLifecycleManagement", "IdleSettings"];

function mendPlace(resource: JudgedResource, { path, isLast }: PlaceOfIdle, maxIdleMinutes: number): boolean {
  const idle = partAt(resource.props, ...path);
  const managed = textAt(idle, "LifecycleManagement");
  const minutes = countAt(idle, "IdleTimeoutInMinutes");
  const off = isLast ? managed !== "ENABLED" || minutes === undefined : managed === "DISABLED";
  const time = Math.min(minutes ?? maxIdleMinutes, maxIdleMinutes);
  if (!off && (minutes === undefined || minutes === time)) return false;
  // A shorter time than the owner's own minimum is for AWS to refuse, so that stays as it is.
  if ((countAt(idle, "MinIdleTimeoutInMinutes") ?? 0) > time) return false;
  if (off) setAt(resource.type, resource.props, [...path, "LifecycleManagement"], "ENABLED");
  setAt(resource.type, resource.props, [...path, "IdleTimeoutInMinutes"], time);
  return true;
}

import type { JudgedResource } from "./job-requests";
import { textAt } from "./request-fields";

/** The region a resource names, else the one its provider is set to, else nothing. */
export function resourceRegion({ props, provider }: JudgedResource): string | undefined {
  return textAt(props, "Region") ?? textAt(provider?.props, "Region");
}

import type { Instance } from "../catalog/instance";
import { findInstance } from "../catalog/instances";
import { fullName } from "./full-name";
import { needsFault } from "./judged-machines";
import { namedRegion } from "./judged-regions";
import type { Pin } from "./pins";
import type { PlacementRequest } from "./placement-request";

/** Throws one sentence where a pin cannot be kept because of what the request says. */
export function checkPin(request: PlacementRequest, { region, instanceType }: Pin): void {
  const fault = regionFault(request, namedRegion(region, "pin.region").id) ?? typeFault(request, instanceType);
  if (fault !== undefined) throw new Error(`Cannot keep the pin on ${fault}: unpin it, or change the request`);
}

/** The request with what is pinned fixed. `reference` is the type that stated hours are for without the pin. */
export function pinnedRequest(request: PlacementRequest, pin: Pin, reference: Instance | undefined): PlacementRequest {
  const type = request.use === "serverless" ? undefined : pin.instanceType;
  return {
    ...request,
    region: pin.region,
    regionBecause: `is pinned since ${pin.pinnedAt} (figures ${pin.catalogVersion}): ${pin.why.replace(/\.$/, "")}`,
    ...(type === undefined ? {} : { instanceType: type }),
    work: { ...request.work, ...(reference === undefined ? {} : { referenceInstanceType: reference.type }) },
  };
}

function regionFault(
  { region, allowedRegions, forbiddenRegions }: PlacementRequest,
  pinned: string,
): string | undefined {
  if (region !== undefined && region !== pinned) return `${pinned} because region says "${region}"`;
  if (allowedRegions?.includes(pinned) === false) return `${pinned} because it is none of allowedRegions`;
  return forbiddenRegions?.includes(pinned) === true ? `${pinned} because it is one of forbiddenRegions` : undefined;
}

function typeFault({ instanceType, needs = {} }: PlacementRequest, pinned: string | undefined): string | undefined {
  if (pinned === undefined) return undefined;
  if (instanceType !== undefined && fullName(instanceType) !== fullName(pinned)) {
    return `${pinned} because instanceType says "${instanceType}"`;
  }
  const machine = findInstance(pinned);
  const fault = machine && needsFault(machine, needs);
  return fault === undefined ? undefined : `${pinned} because ${fault}`;
}

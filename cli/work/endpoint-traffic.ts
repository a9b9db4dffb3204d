import { plain } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import { amountOf, type Amount } from "../usage/amount";
import { rangeOf } from "./figures";

/** What an endpoint is asked. */
export interface Traffic {
  readonly requestsPerMonth: Amount | undefined;
  readonly millisecondsPerRequest: Amount | undefined;
}

/** What the owner of a component said about its traffic. */
export function trafficOf({ parent }: StackResource, index: StackIndex): Traffic | undefined {
  const component = parent === undefined ? undefined : index.byUrn(parent);
  if (component === undefined || !component.type.startsWith("greenml:serving:")) return undefined;
  const daily = amountOf(plain(component.inputs, ["traffic", "requestsPerDay"]));
  return {
    requestsPerMonth: daily === undefined ? undefined : perMonth(daily),
    millisecondsPerRequest: amountOf(plain(component.inputs, ["traffic", "millisecondsPerRequest"])),
  };
}

function perMonth(daily: Amount): Amount {
  return rangeOf(daily, (one) => (one * 365) / 12);
}

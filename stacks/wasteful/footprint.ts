import { endpointMonthFootprint, exactly, type Footprint, hours, tuningFootprint } from "../../carbon";
import { ENDPOINT_INSTANCES, HOURS_PER_TRIAL, INSTANCE_TYPE, REGION, TRIALS } from "./habits";

/** What the wasteful way would cost, so that the green way can be shown beside it. */
export function wastefulFootprint(): { readonly tuning: Footprint; readonly servingMonth: Footprint } {
  const machine = { region: REGION, instanceType: INSTANCE_TYPE };
  return {
    tuning: tuningFootprint({ ...machine, trials: exactly(TRIALS), hoursPerTrial: exactly(hours(HOURS_PER_TRIAL)) }),
    servingMonth: endpointMonthFootprint({ ...machine, instanceCount: ENDPOINT_INSTANCES }),
  };
}

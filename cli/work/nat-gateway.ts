import { gigabytes } from "../../carbon";
import type { Amount } from "../usage/amount";
import { rangeOf } from "./figures";
import type { Recogniser } from "./finding";
import { plus } from "./functional-units";

/** `aws:ec2/natGateway:NatGateway`: what goes through it is paid for twice, here and as a journey. */
export const natGateway: Recogniser = {
  knobs: ["gigabytesPerMonthTo"],
  find: (_, { region, knobs, footprints }) => {
    const through = Object.values(knobs.gigabytesPerMonthTo ?? {}).reduce<Amount | undefined>(plus, undefined);
    return {
      kind: "estimated",
      what: "NAT gateway",
      region,
      per: "month",
      figures: footprints.natGatewayMonth({
        region,
        gigabytes: through === undefined ? undefined : rangeOf(through, gigabytes),
      }),
      runsPerMonth: 1,
    };
  },
};

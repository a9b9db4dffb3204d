import { gigabytes } from "../../carbon";
import { rangeOf } from "./figures";
import { untold, type Recogniser } from "./finding";

/** `aws:dynamodb/table:Table`. */
export const dynamodbTable: Recogniser = {
  knobs: ["gigabytes", "readsPerMonth", "writesPerMonth"],
  find: (_, { region, knobs, footprints }) => {
    const { gigabytes: kept, readsPerMonth, writesPerMonth } = knobs;
    if (kept === undefined || readsPerMonth === undefined || writesPerMonth === undefined) {
      return untold("its gigabytes, reads and writes are not all known");
    }
    return {
      kind: "estimated",
      what: "DynamoDB table",
      region,
      per: "month",
      figures: footprints.dynamoDbMonth({
        region,
        gigabytes: rangeOf(kept, gigabytes),
        readsPerMonth: rangeOf(readsPerMonth, Number),
        writesPerMonth: rangeOf(writesPerMonth, Number),
      }),
      runsPerMonth: 1,
    };
  },
};

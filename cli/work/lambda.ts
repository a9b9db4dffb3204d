import { mebibytes, milliseconds } from "../../carbon";
import { plain, positive, property } from "../stack/property";
import { rangeOf } from "./figures";
import { untold, type Recogniser } from "./finding";

/** What AWS gives a function that names no memory, MiB (AWS Lambda API reference, MemorySize). */
const DEFAULT_MIB = 128;

/** `aws:lambda/function:Function`. */
export const lambdaFunction: Recogniser = {
  knobs: ["requestsPerMonth", "millisecondsPerRequest"],
  find: (resource, { region, knobs, footprints }) => {
    if (knobs.requestsPerMonth === undefined) return untold("how often it is called is not known");
    const memory = positive(property(resource, "memorySize")) ?? DEFAULT_MIB;
    const each = knobs.millisecondsPerRequest;
    const architecture = plain(property(resource, "architectures"), [0]);
    return {
      kind: "estimated",
      what: `Lambda function, ${memory} MiB`,
      region,
      per: "month",
      figures: footprints.lambdaMonth({
        region,
        memoryMib: mebibytes(memory),
        requestsPerMonth: rangeOf(knobs.requestsPerMonth, Number),
        millisecondsPerRequest: each === undefined ? undefined : rangeOf(each, milliseconds),
        ...(architecture === "arm64" ? { architecture } : {}),
      }),
      runsPerMonth: 1,
      requests: knobs.requestsPerMonth,
    };
  },
};

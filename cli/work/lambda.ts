import { plain, positiveOr, property } from "../stack/property";
import type { Amount } from "../usage/amount";
import { environment } from "./environment";
import type { Figures } from "./figures";
import { untold, type Recogniser } from "./finding";
import { unitsInProportion } from "./functional-units";

/** What AWS gives a function that names no memory, MiB (AWS Lambda API reference, MemorySize). */
const DEFAULT_MIB = 128;

/** `aws:lambda/function:Function`. */
export const lambdaFunction: Recogniser = {
  knobs: ["requestsPerMonth", "millisecondsPerRequest", "gigabytesPerMonthTo"],
  find: (resource, { region, knobs, footprints }) => {
    if (knobs.requestsPerMonth === undefined) return untold("how often it is called is not known");
    const memory = positiveOr(DEFAULT_MIB, resource.inputs, ["memorySize"]);
    if (memory === undefined) return untold("its memory is not known yet");
    const { requestsPerMonth, millisecondsPerRequest } = knobs;
    const architecture = plain(property(resource, "architectures"), [0]);
    const made = (requests: Amount, each: Amount | undefined): Figures =>
      footprints.lambdaMonth({
        region,
        ...environment(memory, requests, each),
        ...(architecture === "arm64" ? { architecture } : {}),
      });
    return {
      kind: "estimated",
      what: `Lambda function, ${memory} MiB`,
      region,
      per: "month",
      figures: made(requestsPerMonth, millisecondsPerRequest),
      runsPerMonth: 1,
      units: unitsInProportion(knobs, requestsPerMonth, {
        memoryMib: memory,
        millisecondsPerRequest,
        emit: (requests, each) => made(requests, each).emissions,
      }),
    };
  },
};

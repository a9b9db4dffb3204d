import { plain, positive, positiveOr } from "../stack/property";
import type { Amount, Knobs } from "../usage/amount";
import { environment } from "./environment";
import type { Figures } from "./figures";
import { untold, type Surroundings, type Unestimated } from "./finding";
import { times, unitsInProportion, type FunctionalUnit, type Proportional } from "./functional-units";
import type { Traffic } from "./endpoint-traffic";

/** The part of an endpoint that one of its variants is. */
export interface Part {
  readonly kind: "part";
  readonly what: string;
  readonly figures: Figures;
  /** Units of its own, where they do not follow from sharing out. */
  readonly units?: readonly FunctionalUnit[];
}

/** A serverless variant: its requests, or the GB-seconds that AWS billed. */
export function serverlessPart(
  config: unknown,
  traffic: Traffic | undefined,
  { region, knobs, footprints }: Surroundings,
): Part | Unestimated {
  const memory = positive(plain(config, ["memorySizeInMb"]));
  if (memory === undefined) return untold("its memory is not known yet");
  const warm = positiveOr(0, config, ["provisionedConcurrency"]);
  if (warm === undefined) return untold("how many copies it keeps warm is not known yet");
  const what = `serverless, ${memory} MiB${warm === 0 ? "" : `, ${warm} kept warm`}`;
  const asked = workOf(memory, traffic, knobs);
  if (asked.requests === undefined) return untold(`${what}: requests in a month are not known`);
  const made = (requests: Amount, each: Amount | undefined): Figures =>
    footprints.serverlessMonth({
      region,
      ...environment(memory, requests, each),
      ...(warm === 0 ? {} : { provisionedConcurrency: warm }),
    });
  const part = { kind: "part", what, figures: made(asked.requests, asked.each) } as const;
  if (warm !== 0) return part;
  const { millisecondsPerRequest = traffic?.millisecondsPerRequest, requestsPerMonth = traffic?.requestsPerMonth } =
    knobs;
  const emit: Proportional["emit"] = (requests, each) => made(requests, each).emissions;
  const units = unitsInProportion(knobs, requestsPerMonth, { memoryMib: memory, millisecondsPerRequest, emit });
  return { ...part, units };
}

/** Requests and the time of one; billed GB-seconds count as requests of a second each. */
function workOf(
  memory: number,
  traffic: Traffic | undefined,
  { gigabyteSecondsPerMonth, requestsPerMonth, millisecondsPerRequest }: Knobs,
): { readonly requests: Amount | undefined; readonly each: Amount | undefined } {
  if (gigabyteSecondsPerMonth !== undefined) {
    return { requests: times(gigabyteSecondsPerMonth, 1024 / memory), each: 1000 };
  }
  return {
    requests: requestsPerMonth ?? traffic?.requestsPerMonth,
    each: millisecondsPerRequest ?? traffic?.millisecondsPerRequest,
  };
}

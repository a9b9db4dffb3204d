import { coefficient } from "../catalog/coefficients";
import { instance } from "../catalog/instances";
import { combine } from "../units/combine";
import type { Estimate } from "../units/estimate";
import { bounded, joinEstimates, known } from "../units/join-estimates";
import { requestHours, together } from "../units/operations";
import {
  fraction,
  gramsPerHour,
  hours,
  milliseconds,
  watts,
  type Fraction,
  type Hours,
  type Mebibytes,
} from "../units/quantities";
import { spread, type Range } from "../units/range";
import { fractions } from "./default-load";
import { embodiedRate } from "./embodied-rate";
import type { Footprint } from "./footprint";
import { machinePower } from "./machine-power";
import type { MachineRates } from "./machine-rates";
import { runFootprint } from "./run-footprint";
import { siteOf } from "./site";
import type { ServerlessUsage } from "./usage";

/** AWS says nothing about the hosts; this one has about the memory per vCPU that AWS Lambda states (1769 MB). */
const likelyHost = "ml.c6i.xlarge";

/**
 * What a serverless endpoint costs in a month: its GB-seconds as a share of a host with the same memory per vCPU, +-50 %;
 * nothing while nobody asks, unless provisioned concurrency keeps copies warm. Its price is not in the catalogue.
 */
export function serverlessMonthFootprint(usage: ServerlessUsage): Footprint {
  const busy = busyHours(usage);
  const warm = warmHours(usage.provisionedConcurrency);
  return runFootprint(
    "month",
    environmentRates(usage, meanLoad(busy, warm)),
    joinEstimates([busy], (time) => (time > warm ? time : warm)),
  );
}

function busyHours(usage: ServerlessUsage): Estimate<Hours> {
  const requests = requestsOf(usage.requestsPerMonth);
  if (usage.millisecondsPerRequest === undefined) {
    const longest = milliseconds(coefficient("serverless", "max_seconds").likely * 1000);
    const most = requestHours(longest, requests.high);
    return bounded(hours(0), most, "requests under the service's time-out", "compute time of a request");
  }
  const each = spread(usage.millisecondsPerRequest);
  return known(combine([each, requests] as const, requestHours), "requests and compute time as stated");
}

function requestsOf(requests: ServerlessUsage["requestsPerMonth"]): Range {
  const between = spread(requests);
  if (between.low >= 0 && Number.isFinite(between.high)) return between;
  throw new RangeError(`Expected requestsPerMonth that are finite and at least 0, got ${between.low}`);
}

function warmHours(copies = 0): Hours {
  return together(hours(coefficient("time", "hours_per_month").likely), copies);
}

function meanLoad(busy: Estimate<Hours>, warm: Hours): Range<Fraction> {
  const load = fractions("utilisation", "serverless");
  if (busy.kind === "unknown" || warm === 0) return load;
  const at = (time: number): number => Math.min(1, time / warm);
  const share = { low: at(busy.low), likely: at(busy.kind === "known" ? busy.likely : busy.high), high: at(busy.high) };
  return combine([load, share] as const, (full, part) => fraction(full * part));
}

function environmentRates(usage: ServerlessUsage, load: Range<Fraction>): MachineRates {
  const host = instance(likelyHost);
  const model = coefficient("serverless", "model");
  const share = shareOf(usage.memoryMib, host.memoryGib);
  const error = known(model, `${usage.memoryMib} MiB as a share of ${likelyHost}, +-50 %`);
  return {
    ...siteOf(usage.region),
    power: joinEstimates([machinePower(host, load), error], (power, ratio) => watts(power * share * ratio)),
    embodied: joinEstimates([embodiedRate(host), error], (rate, ratio) => gramsPerHour(rate * share * ratio)),
    price: { kind: "unknown", missing: "price of serverless inference" },
  };
}

function shareOf(memory: Mebibytes, whole: number): number {
  return memory / 1024 / whole;
}

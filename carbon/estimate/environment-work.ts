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
  usdPerHour,
  watts,
  type Fraction,
  type Hours,
  type Milliseconds,
  type UsdPerHour,
} from "../units/quantities";
import { spread, type Range } from "../units/range";
import { requestsOf } from "./busy-hours";
import { fractions } from "./default-load";
import { embodiedRate } from "./embodied-rate";
import type { Work } from "./footprint-of";
import { machinePower } from "./machine-power";
import type { MachineRates } from "./machine-rates";
import { hoursPerMonth } from "./month";
import { regionPrice } from "./region-price";
import { siteOf, type Site } from "./site";
import type { EnvironmentUsage } from "./usage";
import { machineWork } from "./work";

/** Where such environments run, and what they cost. */
export interface EnvironmentHost {
  /** A type with about the memory per vCPU of the environments; AWS says nothing about the real hosts. */
  readonly type: string;
  /** The service cuts a request off after this time. */
  readonly longest: Milliseconds;
  /** Key of the price of one GB-second. */
  readonly priceKey: string;
  /** In words, what the price is for. */
  readonly priced: string;
}

/**
 * Requests in environments of a service without machines: GB-seconds as a share of a host with the same memory per vCPU,
 * +-50 %; nothing while nobody asks, unless copies are kept warm.
 */
export function environmentWork(usage: EnvironmentUsage, host: EnvironmentHost): Work {
  const busy = busyTime(usage, host);
  const warm = together(hoursPerMonth(), usage.provisionedConcurrency ?? 0);
  const time = joinEstimates([busy], (one) => (one > warm ? one : warm));
  const rates = environmentRates(usage, meanLoad(busy, warm), host.type);
  return machineWork("month", { ...rates, price: gigabyteSecondsPrice(usage, host, rates.site) }, time);
}

function busyTime(usage: EnvironmentUsage, { longest, priced }: EnvironmentHost): Estimate<Hours> {
  const requests = requestsOf(usage.requestsPerMonth);
  if (usage.millisecondsPerRequest === undefined) {
    const most = requestHours(longest, requests.high);
    return bounded(hours(0), most, "requests under the service's time-out", "compute time of a request");
  }
  const each = spread(usage.millisecondsPerRequest);
  if (each.high > longest)
    throw new RangeError(`Too long a request: ${each.high} ms, ${priced} cuts it off after ${longest} ms`);
  return known(combine([each, requests] as const, requestHours), "requests and compute time as stated");
}

function meanLoad(busy: Estimate<Hours>, warm: Hours): Range<Fraction> {
  const load = fractions("utilisation", "serverless");
  if (busy.kind === "unknown" || warm === 0) return load;
  const at = (time: number): number => Math.min(1, time / warm);
  const share = { low: at(busy.low), likely: at(busy.kind === "known" ? busy.likely : busy.high), high: at(busy.high) };
  return combine([load, share] as const, (full, part) => fraction(full * part));
}

function environmentRates(
  usage: EnvironmentUsage,
  load: Range<Fraction>,
  hostType: string,
): Omit<MachineRates, "price"> {
  const host = instance(hostType);
  const share = usage.memoryMib / 1024 / host.memoryGib;
  const error = known(coefficient("serverless", "model"), `${usage.memoryMib} MiB as a share of ${hostType}, +-50 %`);
  const { power, split } = machinePower(host, load);
  return {
    site: siteOf(usage.region, usage.signal),
    power: joinEstimates([power, error], (whole, ratio) => watts(whole * share * ratio)),
    split: split.map(([cause, part]) => [cause, part * share]),
    embodied: joinEstimates([embodiedRate(host), error], (rate, ratio) => gramsPerHour(rate * share * ratio)),
  };
}

function gigabyteSecondsPrice(
  usage: EnvironmentUsage,
  { priceKey, priced }: EnvironmentHost,
  site: Site,
): Estimate<UsdPerHour> {
  if ((usage.provisionedConcurrency ?? 0) > 0) return { kind: "unknown", missing: "price of provisioned concurrency" };
  const hourly = (usage.memoryMib / 1024) * 3600;
  const price = combine([coefficient("price", priceKey)] as const, (rate) => rate * hourly);
  return regionPrice(price, `list price of ${priced} in us-east-1`, site.region, usdPerHour);
}

import { coefficient } from "../catalog/coefficients";
import { instance } from "../catalog/instances";
import { embodiedRate } from "./embodied-rate";
import { formulaOf } from "../units/formula";
import { bounded, joinEstimates, known } from "../units/join-estimates";
import { requestHours } from "../units/operations";
import { fraction, gramsPerHour, hours, milliseconds, usd, watts, type Gigabytes } from "../units/quantities";
import { exactly, type Spread } from "../units/range";
import { requestsOf } from "./busy-hours";
import type { Footprint } from "./footprint";
import { footprintOf, type Work } from "./footprint-of";
import { machinePower } from "./machine-power";
import { regionPrice } from "./region-price";
import { siteOf, type Site } from "./site";
import { storageWork } from "./storage-month-footprint";
import type { Located } from "./usage";
import { addWork, machineWork } from "./work";

/** A DynamoDB table on demand during one month, such as a prediction cache beside an endpoint. */
export interface DynamoDbUsage extends Located {
  /** Amount stored, 10^9 bytes each. */
  readonly gigabytes: Spread<Gigabytes>;
  /** Read request units in one month, at least 0. */
  readonly readsPerMonth: Spread<number>;
  /** Write request units in one month, at least 0. */
  readonly writesPerMonth: Spread<number>;
}

/**
 * What a table costs in a month: its data on three copies, and its requests. AWS publishes nothing on the machines behind a
 * request, so it is bounded: at least nothing, at most one vCPU on each copy for the latency that AWS states.
 */
export function dynamoDbMonthFootprint(usage: DynamoDbUsage): Footprint {
  const site = siteOf(usage.region, usage.signal);
  const stored = storageWork(site, { kind: "dynamodb", gigabytes: usage.gigabytes });
  return footprintOf(addWork(stored, requestWork(site, usage)));
}

function requestWork(site: Site, usage: DynamoDbUsage): Work {
  const reads = known(requestsOf(usage.readsPerMonth, "readsPerMonth"), "requests as stated");
  const writes = known(requestsOf(usage.writesPerMonth, "writesPerMonth"), "requests as stated");
  const copies = coefficient("replication", "dynamodb").likely;
  const longest = milliseconds(coefficient("dynamodb", "max_milliseconds").likely);
  const most = requestHours(longest, (reads.high + writes.high) * copies);
  const busy =
    most === 0
      ? known(exactly(most), "no requests")
      : bounded(hours(0), most, "requests under the latency that AWS states", "processor time of a DynamoDB request");
  const host = instance(likelyHost);
  const whole = machinePower(host, exactly(fraction(1)));
  const work = machineWork(
    "month",
    {
      site,
      power: joinEstimates([whole.power], (all) => watts(all / host.vcpu)),
      split: [["requests", 1]],
      embodied: joinEstimates([embodiedRate(host)], (rate) => gramsPerHour(rate / host.vcpu)),
      price: { kind: "unknown", missing: "price" },
    },
    busy,
  );
  const price = (key: string) => regionPrice(coefficient("price", key), "list price in us-east-1", site.region, usd);
  return {
    ...work,
    price: formulaOf([reads, price("dynamodb_read"), writes, price("dynamodb_write")], (read, one, written, other) =>
      usd(read * one + written * other),
    ),
  };
}

const likelyHost = "ml.m5.xlarge";

import { coefficient } from "../catalog/coefficients";
import { formulaOf } from "../units/formula";
import { known } from "../units/join-estimates";
import { grams, kilowattHours, usd, type Gigabytes } from "../units/quantities";
import { spread, type Spread } from "../units/range";
import type { Footprint } from "./footprint";
import { footprintOf, type Work } from "./footprint-of";
import { regionPrice } from "./region-price";
import { siteOf, type Site } from "./site";
import type { Located } from "./usage";

/** A service that stores data, and on which kind of drive. */
export type StorageKind = "s3" | "ebs-ssd" | "ebs-hdd" | "efs" | "ecr" | "dynamodb";

/** Data that lies somewhere for one month. */
export interface StorageUsage extends Located {
  /** Where it lies. */
  readonly kind: StorageKind;
  /** Amount as the owner sees it, 10^9 bytes each; the service's own copies are added. */
  readonly gigabytes: Spread<Gigabytes>;
}

/** What storing data costs in a month; requests on it are not in it. */
export function storageMonthFootprint(usage: StorageUsage): Footprint {
  return footprintOf(storageWork(siteOf(usage.region, usage.signal), usage));
}

/**
 * Storing as a piece of work: energy = TB x copies x watt-hours per TB-hour x 730 h (Cloud Carbon Footprint 2024); embodied =
 * GB x copies x kilograms per GB (Tannu and Nair 2022), spread over the drive's life.
 */
export function storageWork(site: Site, { kind, gigabytes }: Omit<StorageUsage, keyof Located>): Work {
  const { drive, service, priceKey } = kinds[kind];
  const stored = known(spread(gigabytes), "data as stated");
  const copies = known(coefficient("replication", service), `copies that ${service} keeps`);
  const power = known(coefficient("storage", drive), `${drive} after Cloud Carbon Footprint`);
  const mass = known(coefficient("embodied_storage", drive), `making ${drive} after Tannu and Nair`);
  const month = coefficient("time", "hours_per_month").likely;
  const life = coefficient("lifetime", "drive").likely;
  const rate = regionPrice(coefficient("price", priceKey), "list price in us-east-1", site.region, usd);
  const computers = formulaOf([stored, copies, power], (data, many, perTerabyte) =>
    kilowattHours((((data / 1000) * perTerabyte) / 1000) * many * month),
  );
  return {
    functionalUnit: "month",
    site,
    computers,
    making: formulaOf([stored, copies, mass], (data, many, each) => grams((data * many * each * 1000 * month) / life)),
    price: formulaOf([stored, rate], (data, each) => usd(data * each)),
    split: [["storage", computers.of([stored.likely, copies.likely, power.likely])]],
  };
}

interface Kind {
  readonly drive: "ssd" | "hdd";
  readonly service: string;
  readonly priceKey: string;
}

const kinds: Readonly<Record<StorageKind, Kind>> = {
  s3: { drive: "hdd", service: "s3", priceKey: "storage_s3" },
  "ebs-ssd": { drive: "ssd", service: "ebs", priceKey: "storage_ebs_ssd" },
  "ebs-hdd": { drive: "hdd", service: "ebs", priceKey: "storage_ebs_hdd" },
  efs: { drive: "ssd", service: "efs", priceKey: "storage_efs" },
  ecr: { drive: "hdd", service: "ecr", priceKey: "storage_ecr" },
  dynamodb: { drive: "ssd", service: "dynamodb", priceKey: "storage_dynamodb" },
};

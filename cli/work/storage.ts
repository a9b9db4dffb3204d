import { gigabytes, type Range, type StorageKind } from "../../carbon";
import { positive, property, textAt } from "../stack/property";
import type { Amount } from "../usage/amount";
import { rangeOf } from "./figures";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";

/** Storage that grows with what is put into it: only its owner knows how much there is. */
export function storage(kind: StorageKind, what: string): Recogniser {
  return {
    knobs: kind === "s3" || kind === "efs" ? ["gigabytes", "gigabytesPerMonthTo"] : ["gigabytes"],
    find: (_, around) =>
      around.knobs.gigabytes === undefined
        ? untold("how many gigabytes it keeps is not known")
        : kept(kind, what, around.knobs.gigabytes, around),
  };
}

/** `aws:ebs/volume:Volume`: its size is what is paid for. */
export const ebsVolume: Recogniser = {
  knobs: ["gigabytes"],
  find: (resource, around) => {
    const size = around.knobs.gigabytes ?? positive(property(resource, "size"));
    if (size === undefined) return untold("its size is not known yet");
    return kept(driveOf(textAt(resource, "type")), "EBS volume", size, around);
  },
};

/** Cold and throughput volumes are on disks; all others on flash. */
export function driveOf(volumeType: string | undefined): StorageKind {
  return ["st1", "sc1", "standard"].includes(volumeType ?? "") ? "ebs-hdd" : "ebs-ssd";
}

function kept(kind: StorageKind, what: string, amount: Amount, { region, footprints }: Surroundings): Finding {
  const range = rangeOf(amount, gigabytes);
  return {
    kind: "estimated",
    what: `${what}, ${gigabytesText(range)}`,
    region,
    per: "month",
    figures: footprints.storageMonth({ region, kind, gigabytes: range }),
    runsPerMonth: 1,
  };
}

/** For people: "100 GB", or "50-200 GB". */
export function gigabytesText({ low, high }: Range): string {
  return `${low === high ? "" : `${low}-`}${high} GB`;
}

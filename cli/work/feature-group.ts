import { gigabytes } from "../../carbon";
import { InputError } from "../input-error";
import { plain, text } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import { rangeOf, sumFigures, type Figures } from "./figures";
import { nothing, untold, type Recogniser, type Surroundings, type Unestimated } from "./finding";

const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** `aws:sagemaker/featureGroup:FeatureGroup`: an online store, an offline store in a bucket, or both. */
export const featureGroup: Recogniser = {
  knobs: ["onlineGigabytes", "offlineGigabytes"],
  find: (resource, around) => {
    const parts = [online(resource, around), offline(resource, around)].filter((part) => part !== undefined);
    const stores = parts.filter((part) => "figures" in part);
    const others = parts.filter((part) => "because" in part);
    const unknown = others.find(({ matters }) => matters);
    if (unknown !== undefined) return unknown;
    if (stores.length === 0) return others[0] ?? nothing("a feature group without a store");
    return {
      kind: "estimated",
      what: `feature group: ${stores.map(({ what }) => what).join(", ")}`,
      region: around.region,
      per: "month",
      figures: sumFigures(stores.map(({ figures }) => figures)),
      runsPerMonth: 1,
    };
  },
};

interface Store {
  readonly what: string;
  readonly figures: Figures;
}
type Part = Store | Unestimated | undefined;

/** The store that answers at once, as a table of DynamoDB: its price is another, and is not in the catalogue. */
function online({ inputs }: StackResource, { knobs, region, footprints }: Surroundings): Part {
  const config = plain(inputs, ["onlineStoreConfig"]);
  if (plain(config, ["enableOnlineStore"]) !== true) return undefined;
  if (plain(config, ["storageType"]) === "InMemory") return untold("AWS does not say what an in-memory store runs on");
  if (knobs.onlineGigabytes === undefined) return untold("how many gigabytes its online store keeps is not known");
  const kept = rangeOf(knobs.onlineGigabytes, gigabytes);
  const figures = footprints.storageMonth({ region, kind: "dynamodb", gigabytes: kept });
  const cost = { kind: "unknown", missing: "price of the online store" } as const;
  return { what: "online store, its reads and writes left out", figures: { ...figures, cost } };
}

function offline(resource: StackResource, { index, knobs, region, footprints }: Surroundings): Part {
  const config = plain(resource.inputs, ["offlineStoreConfig"]);
  if (config === undefined) return undefined;
  const amount = knobs.offlineGigabytes;
  if (isThere(text(plain(config, ["s3StorageConfig", "s3Uri"])), resource, index)) {
    if (amount === undefined) return nothing("its offline store counts with its bucket");
    throw new InputError(
      `Cannot use offlineGigabytes of "${resource.name}" because its bucket is in the input: say gigabytes of that`,
    );
  }
  if (amount === undefined) return untold("how many gigabytes its offline store keeps is not known");
  const kept = rangeOf(amount, gigabytes);
  return { what: "offline store in S3", figures: footprints.storageMonth({ region, kind: "s3", gigabytes: kept }) };
}

function isThere(uri: string | undefined, resource: StackResource, index: StackIndex): boolean {
  const [, bucket = ""] = /^s3:\/\/([^/]+)/.exec(uri ?? "") ?? [];
  return bucketTypes.some(
    (type) =>
      index.byAwsName(type, bucket) !== undefined || index.madeFrom(resource, "offlineStoreConfig", type) !== undefined,
  );
}

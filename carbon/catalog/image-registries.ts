import { optionalText, text } from "./cells";
import { once } from "./once";
import { table } from "./table";

/** Accounts that hold AWS's own container images in one region; undefined where AWS has none. */
export interface ImageRegistry {
  /** Region id, such as "eu-north-1"; SageMaker pulls images from its own region alone. */
  readonly region: string;
  /** Account of the scikit-learn and XGBoost images. */
  readonly xgboost: string | undefined;
  /** Account of the Neo inference images. */
  readonly neo: string | undefined;
  /** Account of the Deep Learning Containers. */
  readonly dlc: string | undefined;
  /** "amazonaws.com" or "amazonaws.com.cn". */
  readonly dnsSuffix: string;
  /** Publication the account numbers were read from, with its date and licence. */
  readonly source: string;
}

const rows = table(
  "image-registries.csv",
  {
    region: text,
    xgboost_account: optionalText,
    neo_account: optionalText,
    dlc_account: optionalText,
    dns_suffix: text,
    source: text,
  },
  (row): ImageRegistry => ({
    region: row.region,
    xgboost: row.xgboost_account,
    neo: row.neo_account,
    dlc: row.dlc_account,
    dnsSuffix: row.dns_suffix,
    source: row.source,
  }),
);

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** The registry accounts of a region, or undefined when the catalogue lacks the region. */
export function findImageRegistry(regionId: string): ImageRegistry | undefined {
  return byRegion().get(regionId);
}

/** Accounts that hold AWS's own container images in one region; undefined where AWS has none. */
export interface ImageRegistry {
  readonly region: string;
  /** Account of the scikit-learn and XGBoost images. */
  readonly xgboost: string | undefined;
  /** Account of the Neo inference images. */
  readonly neo: string | undefined;
  /** Account of the Deep Learning Containers. */
  readonly dlc: string | undefined;
  /** "amazonaws.com" or "amazonaws.com.cn". */
  readonly dnsSuffix: string;
  readonly source: string;
}
/** The registry accounts of a region, or undefined when the catalogue lacks the region. */
export function findImageRegistry(_regionId: string): ImageRegistry | undefined {
  throw new Error("Cannot read the registries because the table is not there yet");
}

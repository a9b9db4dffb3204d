import { text, words, yesOrNo } from "./cells";
import { once } from "./once";
import { table } from "./table";

const rows = table(
  "region-features.csv",
  {
    region: text,
    sagemaker: yesOrNo,
    serverless: yesOrNo,
    mlflow_app: yesOrNo,
    scale_to_zero: yesOrNo,
    scale_to_zero_basis: text,
    accelerator_families: words,
    as_of: text,
    source: text,
  },
  (row) => row,
);

/** One row of the table of what a region offers. */
export type RegionFeatureRow = ReturnType<typeof rows>[number];

const byRegion = once(() => new Map(rows().map((row) => [row.region, row])));

/** What a region offers of SageMaker. */
export function findRegionFeatures(regionId: string): RegionFeatureRow | undefined {
  return byRegion().get(regionId);
}

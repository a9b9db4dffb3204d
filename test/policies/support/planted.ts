import type { Given } from "./judge";
import { configuration, endpoint, scalableTarget } from "./resources";

const variant = { modelName: "churn", instanceType: "ml.m6i.large", initialInstanceCount: 2 };

/** Endpoints with a fault for each rule on serving. */
export const servingFaults: readonly Given[] = [
  configuration(
    {},
    {
      name: "old",
      productionVariants: [
        { ...variant, variantName: "new" },
        { ...variant, variantName: "old", initialVariantWeight: 0 },
      ],
    },
  ),
  configuration({ serverlessConfig: { memorySizeInMb: 1024, provisionedConcurrency: 1 }, instanceType: "" }),
  endpoint({ endpointConfigName: "old" }),
  endpoint({ endpointConfigName: "again" }),
  configuration({}, { name: "again" }),
  scalableTarget({ minCapacity: 2 }),
];

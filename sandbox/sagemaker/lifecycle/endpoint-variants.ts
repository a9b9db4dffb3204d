import { modelContainer } from "./model-container";
import type { Workshop } from "./workshop";
import type { EndpointConfigDocument, EndpointDocument } from "../kinds";
import type { Scope } from "../scope";

type Variants = NonNullable<EndpointDocument["ProductionVariants"]>;
type Asked = EndpointConfigDocument["ProductionVariants"];

/** What an endpoint says of its variants and settings once it runs a configuration. */
export function endpointVariants(
  shop: Workshop,
  scope: Scope,
  config: EndpointConfigDocument,
): Partial<
  Pick<
    EndpointDocument,
    "ProductionVariants" | "ShadowProductionVariants" | "AsyncInferenceConfig" | "DataCaptureConfig"
  >
> {
  const {
    ProductionVariants,
    ShadowProductionVariants: shadows,
    AsyncInferenceConfig,
    DataCaptureConfig: capture,
  } = config;
  return {
    ProductionVariants: summaries(shop, scope, ProductionVariants),
    ...(shadows === undefined ? {} : { ShadowProductionVariants: summaries(shop, scope, shadows) }),
    ...(AsyncInferenceConfig === undefined ? {} : { AsyncInferenceConfig }),
    ...(capture === undefined
      ? {}
      : {
          DataCaptureConfig: {
            EnableCapture: capture.EnableCapture ?? false,
            CaptureStatus: capture.EnableCapture === true ? ("Started" as const) : ("Stopped" as const),
            CurrentSamplingPercentage: capture.InitialSamplingPercentage,
            DestinationS3Uri: capture.DestinationS3Uri,
            KmsKeyId: capture.KmsKeyId ?? "",
          },
        }),
  };
}

function summaries(shop: Workshop, scope: Scope, asked: Asked): Variants {
  return asked.map((variant) => {
    const weight = variant.InitialVariantWeight ?? 1;
    const { ServerlessConfig: serverless, InitialInstanceCount: count } = variant;
    const image = modelContainer(shop, scope, variant.ModelName)?.Image;
    return {
      VariantName: variant.VariantName,
      CurrentWeight: weight,
      DesiredWeight: weight,
      ...(image === undefined ? {} : { DeployedImages: [{ SpecifiedImage: image, ResolvedImage: image }] }),
      ...(serverless === undefined ? {} : { CurrentServerlessConfig: serverless, DesiredServerlessConfig: serverless }),
      ...(serverless !== undefined || count === undefined
        ? {}
        : { CurrentInstanceCount: count, DesiredInstanceCount: count }),
      ...(variant.ManagedInstanceScaling === undefined
        ? {}
        : { ManagedInstanceScaling: variant.ManagedInstanceScaling }),
      ...(variant.RoutingConfig === undefined ? {} : { RoutingConfig: variant.RoutingConfig }),
    };
  });
}

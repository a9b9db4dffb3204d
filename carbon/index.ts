export * from "./units/quantities";
export type { Bounded, Estimate, Known, Unknown } from "./units/estimate";
export { bounded, joinEstimates, known } from "./units/join-estimates";
export { addGrams } from "./units/operations";
export { exactly, range, type Range, type Spread } from "./units/range";

export { CATALOG_VERSION } from "./catalog/version";
export type { GridIntensity, Region, RegionFeatures, RegionPue } from "./catalog/region";
export { findRegion, region, regions } from "./catalog/regions";
export type { HostEmbodied, HostPower, Instance, InstancePrice, InstanceUse, PowerCurve } from "./catalog/instance";
export { findInstance, instance, instances } from "./catalog/instances";
export { findLocation, locations, type Location } from "./catalog/locations";
export { accelerators, findAccelerator, type Accelerator } from "./catalog/accelerators";
export { findNeoTarget, neoTargets, type NeoTarget } from "./catalog/neo-targets";
export { newestGeneration, type NewerGeneration } from "./catalog/newest-generation";
export { findImageRegistry, type ImageRegistry } from "./catalog/image-registries";

export type { Footprint } from "./estimate/footprint";
export type { MachineUsage, RunUsage, ServerlessUsage, TransferUsage, TuningUsage } from "./estimate/usage";
export { trainingFootprint } from "./estimate/training-footprint";
export { tuningFootprint } from "./estimate/tuning-footprint";
export { transformFootprint } from "./estimate/transform-footprint";
export { processingFootprint } from "./estimate/processing-footprint";
export { endpointMonthFootprint } from "./estimate/endpoint-month-footprint";
export { serverlessMonthFootprint } from "./estimate/serverless-month-footprint";
export { dataTransferFootprint } from "./estimate/data-transfer-footprint";
export { formatEmissions, formatEnergy, formatUsd } from "./estimate/format";

export type {
  PlacedUse,
  Placement,
  PlacementNeeds,
  PlacementRequest,
  PlacementWork,
  RegionFeature,
  Rejected,
  RunnerUp,
} from "./placement/placement";
export { place } from "./placement/place";

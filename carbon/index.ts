export * from "./units/quantities";
export type { Bounded, Estimate, Known, Unknown } from "./units/estimate";
export { bounded, joinEstimates, known } from "./units/join-estimates";
export { addGrams } from "./units/operations";
export { exactly, range, type Range, type Spread } from "./units/range";

export { replaceTablesFrom } from "./catalog/replace-tables-from";
export { catalogVersion, replaceTable } from "./catalog/replaced-tables";
export { CATALOG_VERSION } from "./catalog/version";
export type { GridIntensity, MarginalIntensity, Region, RegionFeatures, RegionPue, RegionWue } from "./catalog/region";
export { findRegion, region, regions } from "./catalog/regions";
export type { HostEmbodied, HostPower, Instance, InstancePrice, InstanceUse, PowerCurve } from "./catalog/instance";
export { findInstance, instance, instances } from "./catalog/instances";
export { findLocation, locations, type Location } from "./catalog/locations";
export { accelerators, findAccelerator, type Accelerator } from "./catalog/accelerators";
export { findNeoTarget, neoTargets, type NeoTarget } from "./catalog/neo-targets";
export { hasOwnDisk } from "./catalog/own-disk";
export { newestGeneration, type NewerGeneration } from "./catalog/newest-generation";
export { findImageRegistry, type ImageRegistry } from "./catalog/image-registries";

export type { Footprint, GridSignal, Shares, Term, Water } from "./estimate/footprint";
export type { EnvironmentUsage, Located, MachineUsage, RunUsage, ServerlessUsage } from "./estimate/usage";
export { checkMeasurements } from "./estimate/check-measurements";
export type { Measurable, Measurement } from "./estimate/measurement";
export { trainingFootprint } from "./estimate/training-footprint";
export { tuningFootprint, type TuningUsage } from "./estimate/tuning-footprint";
export { transformFootprint, type TransformUsage } from "./estimate/transform-footprint";
export { processingFootprint } from "./estimate/processing-footprint";
export { endpointMonthFootprint, type EndpointUsage, type Requests } from "./estimate/endpoint-month-footprint";
export { asynchronousMonthFootprint, type AsynchronousUsage } from "./estimate/asynchronous-month-footprint";
export {
  inferenceComponentMonthFootprint,
  type InferenceComponentUsage,
} from "./estimate/inference-component-month-footprint";
export { serverlessMonthFootprint } from "./estimate/serverless-month-footprint";
export { lambdaMonthFootprint, type LambdaUsage } from "./estimate/lambda-month-footprint";
export { natGatewayMonthFootprint, type NatGatewayUsage } from "./estimate/nat-gateway-month-footprint";
export { notebookMonthFootprint, type NotebookUsage } from "./estimate/notebook-month-footprint";
export { ec2MonthFootprint, type Ec2Usage } from "./estimate/ec2-month-footprint";
export { storageMonthFootprint, type StorageKind, type StorageUsage } from "./estimate/storage-month-footprint";
export { dynamoDbMonthFootprint, type DynamoDbUsage } from "./estimate/dynamodb-month-footprint";
export { dataTransferFootprint, type TransferUsage } from "./estimate/data-transfer-footprint";
export { publicTransferFootprint, type PublicTransferUsage } from "./estimate/public-transfer-footprint";
export { addFootprints } from "./estimate/add-footprints";
export { perUnit, type FunctionalUnits } from "./estimate/per-unit";
export { unknownFootprint } from "./estimate/unknown-footprint";
export { formatEmissions, formatEnergy, formatUsd } from "./estimate/format";

export type {
  AcceleratorLibrary,
  Benchmark,
  PerformanceRatio,
  PlacedData,
  PlacedUse,
  PlacementNeeds,
  PlacementRequest,
  PlacementWork,
  RegionFeature,
  Scaling,
} from "./placement/placement-request";
export type {
  DataJourney,
  Evidence,
  JourneyCost,
  KeptPin,
  MeasuredFact,
  Move,
  OtherSignal,
  ParetoPlace,
  Placement,
  Rejected,
  RunnerUp,
} from "./placement/placement";
export { place, type PlaceOptions } from "./placement/place";
export { formatPins, parsePins, PIN_FILE_NAME, pinFileSchema, pinOf, type Pin, type PinFile } from "./placement/pins";
export { greenestStart, type Start, type StartRequest } from "./placement/greenest-start";

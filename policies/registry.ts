import type { Policies } from "@pulumi/policy";
import { endpointAlwaysOn } from "./rules/endpoint-always-on";
import { instanceGenerationFloor } from "./rules/instance-generation-floor";
import { logRetention } from "./rules/log-retention";
import { regionIntensityCeiling } from "./rules/region-intensity-ceiling";
import { trainingRuntimeCap } from "./rules/training-runtime-cap";
import { trainingSpotWithCheckpoints } from "./rules/training-spot-with-checkpoints";
import { tuningStopsEarly } from "./rules/tuning-stops-early";
import { tuningStrategy } from "./rules/tuning-strategy";

/** Every rule of the pack, alphabetical by name. */
export const rules: Policies = [
  endpointAlwaysOn,
  instanceGenerationFloor,
  logRetention,
  regionIntensityCeiling,
  trainingRuntimeCap,
  trainingSpotWithCheckpoints,
  tuningStopsEarly,
  tuningStrategy,
];

/** Rules that were withdrawn: name -> the rule that took over. A name is never used twice. */
export const retired: Readonly<Record<string, string>> = {};

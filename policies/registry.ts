import type { Policies } from "@pulumi/policy";
import { endpointAlwaysOn } from "./rules/endpoint-always-on";
import { endpointIdleVariant } from "./rules/endpoint-idle-variant";
import { endpointMinimumCapacity } from "./rules/endpoint-minimum-capacity";
import { endpointScalesIn } from "./rules/endpoint-scales-in";
import { endpointSharedModel } from "./rules/endpoint-shared-model";
import { instanceGenerationFloor } from "./rules/instance-generation-floor";
import { logRetention } from "./rules/log-retention";
import { provisionedConcurrency } from "./rules/provisioned-concurrency";
import { regionIntensityCeiling } from "./rules/region-intensity-ceiling";
import { trainingRuntimeCap } from "./rules/training-runtime-cap";
import { trainingSpotWithCheckpoints } from "./rules/training-spot-with-checkpoints";
import { tuningStopsEarly } from "./rules/tuning-stops-early";
import { tuningStrategy } from "./rules/tuning-strategy";

/** Every rule of the pack, alphabetical by name. */
export const rules: Policies = [
  endpointAlwaysOn,
  endpointIdleVariant,
  endpointMinimumCapacity,
  endpointScalesIn,
  endpointSharedModel,
  instanceGenerationFloor,
  logRetention,
  provisionedConcurrency,
  regionIntensityCeiling,
  trainingRuntimeCap,
  trainingSpotWithCheckpoints,
  tuningStopsEarly,
  tuningStrategy,
];

/** Rules that were withdrawn: name -> the rule that took over. A name is never used twice. */
export const retired: Readonly<Record<string, string>> = {};

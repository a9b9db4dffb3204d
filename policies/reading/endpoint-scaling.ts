import type { JudgedResource } from "./job-requests";
import { variantsOf, variantWords } from "./instance-choices";
import { knownYet, type Reading } from "./known-yet";
import { perStack } from "./per-stack";
import { countAt, type Fields, numberAt, partAt, textAt } from "./request-fields";
import { followsLoad, SCHEDULE_TYPE } from "./scaling-rules";

export const TARGET_TYPE = "aws:appautoscaling/target:Target";
const INSTANCES = "sagemaker:variant:DesiredInstanceCount";

/** What joins an endpoint configuration to the rest of a stack. AWS joins by name alone, and so does this. */
export interface EndpointJoins {
  readonly endpoints: readonly Reading<{ readonly endpoint: string; readonly configuration: string }>[];
  /** Variants that a scalable target moves at all. */
  readonly targets: readonly Reading<ScaledVariant | undefined>[];
  /** Variants that a scalable target, or a scheduled action on one, lets go down to zero. */
  readonly zeroTargets: readonly Reading<ScaledVariant | undefined>[];
  /** Variants that a policy sizes by their load, between one instance and more. */
  readonly loadTargets: readonly Reading<ScaledVariant | undefined>[];
}

/** A variant of an endpoint that a scalable target moves. */
interface ScaledVariant {
  readonly endpoint: string;
  readonly variant: string;
}

/** A variant that keeps instances when nobody calls. */
export interface AlwaysOnVariant {
  /** The variant's place in a sentence: `variant "primary"`. */
  readonly what: string;
  readonly instanceType: string;
  readonly instanceCount: number;
  /** The variant as the configuration has it. */
  readonly fields: Fields;
}

/** Reads the endpoints and scalable targets of a stack, keeping apart what a preview does not know yet. */
export const endpointJoins = perStack((resources: readonly JudgedResource[]): EndpointJoins => {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    endpoints: ofType("aws:sagemaker/endpoint:Endpoint").map(({ props }) =>
      knownYet(() => ({
        endpoint: textAt(props, "Name") ?? "",
        configuration: textAt(props, "EndpointConfigName") ?? "",
      })),
    ),
    targets: ofType(TARGET_TYPE).map(({ props }) => knownYet(() => scaledVariant(props))),
    zeroTargets: [
      ...ofType(TARGET_TYPE).map(({ props }) => knownYet(() => scaledToZero(props, props))),
      ...ofType(SCHEDULE_TYPE).map(({ props }) =>
        knownYet(() => scaledToZero(props, partAt(props, "ScalableTargetAction"))),
      ),
    ],
    loadTargets: ofType(TARGET_TYPE).map(({ props }) => knownYet(() => scaledByLoad(props, resources))),
  };
});

/** The variants of a configuration that have no way to zero. Throws the SDK's report where that is unknown yet. */
export function alwaysOnVariants(
  { props, temporary = false }: JudgedResource,
  joins: EndpointJoins,
): readonly AlwaysOnVariant[] {
  if (temporary) return [];
  return variantsOf(props).flatMap((fields) => {
    const instanceType = textAt(fields, "InstanceType");
    if (instanceType === undefined || reachesZero(fields, props, joins)) return [];
    const instanceCount = countAt(fields, "InitialInstanceCount") ?? 1;
    return [{ what: variantWords(fields), instanceType, instanceCount, fields }];
  });
}

/** Whether a variant of instances can go down to none. Throws the SDK's report where that is unknown yet. */
export function reachesZero(variant: Fields, configuration: Fields, joins: EndpointJoins): boolean {
  if (hasManagedZero(variant)) return true;
  if (partAt(configuration, "AsyncInferenceConfig") === undefined) return false;
  return isTargeted(textAt(configuration, "Name"), textAt(variant, "VariantName"), joins, joins.zeroTargets);
}

/**
 * Whether a variant holds the least that AWS lets a real-time variant with a model of its own hold, one instance, and more
 * only while its load asks for it. Throws the SDK's report where that is unknown yet.
 */
export function followsItsLoad(variant: Fields, configuration: Fields, joins: EndpointJoins): boolean {
  const hasModel = knownYet(() => textAt(variant, "ModelName"));
  if (hasModel.known && hasModel.value === undefined) return false;
  if (partAt(configuration, "AsyncInferenceConfig") !== undefined) return false;
  if (textAt(variant, "ManagedInstanceScaling", "Status") === "ENABLED") return false;
  const targets = joins.loadTargets.filter((reading) => !reading.known || reading.value !== undefined);
  // Without any such target the answer hangs on no name, and so on nothing that a preview may not know.
  if (targets.length === 0) return false;
  return isTargeted(textAt(configuration, "Name"), textAt(variant, "VariantName"), joins, targets);
}

/** Inference components: a variant without a model whose instances SageMaker itself adds and removes, down to none. */
function hasManagedZero(variant: Fields): boolean {
  const scaling = partAt(variant, "ManagedInstanceScaling");
  if (textAt(scaling, "Status") !== "ENABLED" || numberAt(scaling, "MinInstanceCount") !== 0) return false;
  return textAt(variant, "ModelName") === undefined;
}

/** Whether one of some targets is of a configuration's variant. Throws the SDK's report where that is unknown yet. */
export function isTargeted(
  configuration: string | undefined,
  variant: string | undefined,
  { endpoints }: Pick<EndpointJoins, "endpoints">,
  targets: readonly Reading<ScaledVariant | undefined>[],
): boolean {
  const made = endpoints.flatMap((reading) => (reading.known ? [reading.value] : []));
  const own = made.filter((one) => one.configuration === configuration).map(({ endpoint }) => endpoint);
  const others = made.map(({ endpoint }) => endpoint);
  // An endpoint that was made elsewhere is unknown here, so any target of an endpoint made elsewhere may be its own.
  const fits = (endpoint: string) => (own.length > 0 ? own.includes(endpoint) : !others.includes(endpoint));
  const scaled = targets.some((reading) => {
    const target = reading.known ? reading.value : undefined;
    return target !== undefined && target.variant === variant && fits(target.endpoint);
  });
  if (scaled && (own.length > 0 || endpoints.every(({ known }) => known))) return true;
  const unknown = [...endpoints, ...targets].find((reading) => !reading.known);
  if (unknown?.known === false) throw unknown.report;
  return false;
}

/** The variant that a scalable target ("endpoint/NAME/variant/V") moves, if it moves instances. */
function scaledVariant(target: Fields): ScaledVariant | undefined {
  if (textAt(target, "ScalableDimension") !== INSTANCES) return undefined;
  const [, endpoint = "", , variant = ""] = (textAt(target, "ResourceId") ?? "").split("/");
  return { endpoint, variant };
}

function scaledByLoad(target: Fields, resources: readonly JudgedResource[]): ScaledVariant | undefined {
  const scaled = scaledVariant(target);
  const most = numberAt(target, "MaxCapacity") ?? 1;
  if (scaled === undefined || numberAt(target, "MinCapacity") !== 1 || most === 1) return undefined;
  const address = { address: textAt(target, "ResourceId"), dimension: INSTANCES };
  return followsLoad(resources, address, most) ? scaled : undefined;
}

function scaledToZero(scaled: Fields, limits: Fields | undefined): ScaledVariant | undefined {
  return numberAt(limits, "MinCapacity") === 0 ? scaledVariant(scaled) : undefined;
}

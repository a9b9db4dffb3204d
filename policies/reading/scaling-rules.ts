import type { JudgedResource } from "./job-requests";
import { knownYet } from "./known-yet";
import { type Fields, flagAt, numberAt, partAt, partsAt, textAt } from "./request-fields";

/** What a scalable target is known by: its address, and what of it is moved. */
interface ScalableAddress {
  readonly address: string | undefined;
  readonly dimension: string;
}

export const POLICY_TYPE = "aws:appautoscaling/policy:Policy";
export const SCHEDULE_TYPE = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** The scaling policies and scheduled actions that move a target. Throws the SDK's report where an address is unknown yet. */
export function scalingRules(
  resources: readonly JudgedResource[],
  { address, dimension }: ScalableAddress,
): readonly JudgedResource[] {
  return resources.filter(
    ({ type, props }) => (type === POLICY_TYPE || type === SCHEDULE_TYPE) && isOf(props, { address, dimension }),
  );
}

function isOf(rule: Fields, { address, dimension }: ScalableAddress): boolean {
  return textAt(rule, "ResourceId") === address && textAt(rule, "ScalableDimension") === dimension;
}

/**
 * Whether a policy moves a target by its load, down as well as up. Throws the SDK's report where that hangs on what is
 * unknown yet.
 */
export function followsLoad(resources: readonly JudgedResource[], target: ScalableAddress, most: number): boolean {
  const readings = resources
    .filter(({ type }) => type === POLICY_TYPE)
    .map((policy) => knownYet(() => isOf(policy.props, target) && isByLoad(policy.props) && scalesIn(policy, most)));
  if (readings.some((reading) => reading.known && reading.value)) return true;
  const unknown = readings.find(({ known }) => !known);
  if (unknown?.known === false) throw unknown.report;
  return false;
}

function isByLoad(policy: Fields): boolean {
  const kinds = ["TargetTrackingScalingPolicyConfiguration", "StepScalingPolicyConfiguration"];
  return kinds.some((kind) => partAt(policy, kind) !== undefined);
}

/** Whether a scaling policy or scheduled action may take capacity away from a target that may hold so much. */
export function scalesIn({ type, props }: JudgedResource, most: number): boolean {
  if (type === SCHEDULE_TYPE) return (numberAt(props, "ScalableTargetAction", "MaxCapacity") ?? most) < most;
  const tracking = partAt(props, "TargetTrackingScalingPolicyConfiguration");
  if (tracking !== undefined) return !flagAt(tracking, "DisableScaleIn");
  const steps = partAt(props, "StepScalingPolicyConfiguration");
  // What is neither of the two is predictive scaling, which forecasts both ways.
  return steps === undefined || stepsDown(steps);
}

function stepsDown(steps: Fields): boolean {
  if (textAt(steps, "AdjustmentType") === "ExactCapacity") return true;
  return partsAt(steps, "StepAdjustments").some((step) => (numberAt(step, "ScalingAdjustment") ?? 0) < 0);
}

import type { JudgedResource } from "./job-requests";
import { type Fields, flagAt, numberAt, partAt, partsAt, textAt } from "./request-fields";

/** What a scalable target is known by: its address, and what of it is moved. */
interface ScalableAddress {
  readonly address: string | undefined;
  readonly dimension: string;
}

const POLICY_TYPE = "aws:appautoscaling/policy:Policy";
export const SCHEDULE_TYPE = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** The scaling policies and scheduled actions that move a target. Throws the SDK's report where an address is unknown yet. */
export function scalingRules(
  resources: readonly JudgedResource[],
  { address, dimension }: ScalableAddress,
): readonly JudgedResource[] {
  return resources.filter(
    ({ type, props }) =>
      (type === POLICY_TYPE || type === SCHEDULE_TYPE) &&
      textAt(props, "ResourceId") === address &&
      textAt(props, "ScalableDimension") === dimension,
  );
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

import { endpointScalesIn } from "../../../policies/rules/endpoint-scales-in";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { configuration, endpoint, logGroup, scalableTarget, scalingPolicy } from "../support/resources";

const fixed =
  'Cannot scale in because variant "primary" holds 3 x ml.m6i.large and is no scalable target; a month: energy ';
const noPolicy =
  "Cannot scale in because endpoint/churn/variant/primary has no scaling policy; what its spare instances cost is unknown.";
const noWayDown =
  "Cannot scale in because endpoint/churn/variant/primary has no scaling policy that may scale in; what its spare ";
const three = configuration({ initialInstanceCount: 3 });
const steps = (...adjustments: readonly number[]) =>
  scalingPolicy({
    policyType: "StepScaling",
    targetTrackingScalingPolicyConfiguration: undefined,
    stepScalingPolicyConfiguration: {
      stepAdjustments: adjustments.map((scalingAdjustment) => ({ scalingAdjustment })),
    },
  });
const scheduled = (scalableTargetAction: object) => ({
  ...scalingPolicy({
    targetTrackingScalingPolicyConfiguration: undefined,
    schedule: "cron(0 20 * * ? *)",
    scalableTargetAction,
  }),
  type: "aws:appautoscaling/scheduledAction:ScheduledAction",
});

const cases: readonly Case[] = [
  { when: "several instances have no target", given: [three, endpoint()], says: [fixed] },
  {
    when: "the region is unknown",
    given: configuration({ initialInstanceCount: 3 }, { region: undefined }),
    says: [`${fixed.replace("energy ", "")}energy, emissions and cost unknown.`],
  },
  { when: "the count is at the limit", given: configuration(), says: [] },
  { when: "the count is the provider's 0 for absent", given: configuration({ initialInstanceCount: 0 }), says: [] },
  { when: "the limit is raised", given: three, settings: { maxFixedInstances: 3 }, says: [] },
  { when: "a variant is serverless", given: configuration({ instanceType: "", initialInstanceCount: 3 }), says: [] },
  {
    when: "SageMaker scales the instances itself",
    given: configuration({ initialInstanceCount: 3, managedInstanceScaling: { status: "ENABLED" } }),
    says: [],
  },
  { when: "target and policy are there", given: [three, endpoint(), scalableTarget(), scalingPolicy()], says: [] },
  {
    when: "the target is of another variant",
    given: [three, endpoint(), scalableTarget({ resourceId: "endpoint/churn/variant/second", maxCapacity: 1 })],
    says: [fixed],
  },
  { when: "the target has no policy", given: [three, endpoint(), scalableTarget()], says: [noPolicy] },
  { when: "the target cannot move", given: [three, endpoint(), scalableTarget({ maxCapacity: 1 })], says: [] },
  {
    when: "the target has no limits",
    given: scalableTarget({ minCapacity: undefined, maxCapacity: undefined }),
    says: [],
  },
  {
    when: "the target has no address",
    given: scalableTarget({ resourceId: "" }),
    says: ["Cannot scale in because the target has no scaling policy; what its spare instances cost is unknown."],
  },
  {
    when: "the target scales something else",
    given: scalableTarget({ scalableDimension: "ecs:service:DesiredCount" }),
    says: [],
  },
  { when: "the target names no dimension", given: scalableTarget({ scalableDimension: undefined }), says: [] },
  {
    when: "the policy belongs to another target or dimension",
    given: [
      scalableTarget(),
      scalingPolicy({ resourceId: "endpoint/other/variant/primary" }),
      scalingPolicy({ scalableDimension: "sagemaker:variant:DesiredProvisionedConcurrency" }),
    ],
    says: [noPolicy],
  },
  {
    when: "the policy may not scale in",
    given: [scalableTarget(), scalingPolicy({ targetTrackingScalingPolicyConfiguration: { disableScaleIn: true } })],
    says: [noWayDown],
  },
  { when: "steps only add", given: [scalableTarget(), steps(1, 2)], says: [noWayDown] },
  { when: "steps go both ways", given: [scalableTarget(), steps(1, -1)], says: [] },
  {
    when: "a step says nothing, and another sets the capacity",
    given: [
      scalableTarget(),
      scalingPolicy({
        targetTrackingScalingPolicyConfiguration: undefined,
        stepScalingPolicyConfiguration: { stepAdjustments: [{}] },
      }),
      scalingPolicy({
        targetTrackingScalingPolicyConfiguration: undefined,
        stepScalingPolicyConfiguration: { adjustmentType: "ExactCapacity" },
      }),
    ],
    says: [],
  },
  {
    when: "the clock takes capacity away",
    given: [scalableTarget(), scheduled({ minCapacity: 1, maxCapacity: 1 })],
    says: [],
  },
  {
    when: "the clock only adds",
    given: [scalableTarget(), scheduled({ minCapacity: 3, maxCapacity: 4 }), scheduled({ minCapacity: 2 })],
    says: [noWayDown],
  },
  {
    when: "a policy forecasts",
    given: [
      scalableTarget(),
      scalingPolicy({ policyType: "PredictiveScaling", targetTrackingScalingPolicyConfiguration: undefined }),
    ],
    says: [],
  },
  { when: "the stack has nothing to scale", given: [logGroup(), endpoint()], says: [] },
];

const onlyOut = scalingPolicy({ targetTrackingScalingPolicyConfiguration: { disableScaleIn: "true" } });

it.each([
  ["the policy that may not scale in", [scalableTarget(), onlyOut], ["aws:appautoscaling/policy:Policy"]],
  ["every policy that only adds", [scalableTarget(), onlyOut, steps(1)], [onlyOut.type, onlyOut.type]],
  ["the target without a policy", [scalableTarget()], ["aws:appautoscaling/target:Target"]],
  [
    "the target that only the clock moves",
    [scalableTarget(), scheduled({ minCapacity: 2 })],
    ["aws:appautoscaling/target:Target"],
  ],
  ["no policy whose target is elsewhere", [onlyOut], []],
  ["no policy beside one that takes away", [scalableTarget(), onlyOut, steps(1, -1)], []],
  ["no policy of a target that cannot move", [scalableTarget({ maxCapacity: 1 }), onlyOut], []],
])("blames %s", async (_, given, types) => {
  const urns: string[] = [];
  await judge(endpointScalesIn, given, {}, [], urns);
  expect(urns.map((urn) => urn.split("::")[2])).toEqual(types);
});

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointScalesIn, given, settings), says)).toEqual(says);
});

const unknowns = [
  { what: "a target's address", given: [three, endpoint(), scalableTarget({ resourceId: unknownStringValue })] },
  { what: "a target's maximum", given: [scalableTarget({ maxCapacity: unknownNumberValue })] },
  { what: "a policy's address", given: [scalableTarget(), scalingPolicy({ resourceId: unknownStringValue })] },
  { what: "a count of instances", given: [configuration({ initialInstanceCount: unknownNumberValue })] },
];

it.each(unknowns)("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(endpointScalesIn, given)).rejects.toThrow("can't be known during preview");
});

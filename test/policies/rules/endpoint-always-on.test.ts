import { endpointMonthFootprint } from "../../../carbon";
import { endpointAlwaysOn } from "../../../policies/rules/endpoint-always-on";
import { type Case, judge, starts, unknownNumberValue, unknownStringValue } from "../support/judge";
import { costWords } from "../support/cost-words";
import { evidence, record } from "../support/evidence";
import { configuration, endpoint, logGroup, scalableTarget, scalingPolicy, zeroTarget } from "../support/resources";

const asynchronous = { asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://bucket/out/" } } };
const scaling = { status: "ENABLED", minInstanceCount: 0, maxInstanceCount: 2 };
const components = { modelName: undefined, managedInstanceScaling: scaling };
const always = 'Cannot scale to zero because variant "primary" holds 1 x ml.m6i.large; a month: ';

/** What the instances cost in a month. */
function month(instanceCount: number): string {
  return costWords(endpointMonthFootprint({ region: "eu-north-1", instanceType: "ml.m6i.large", instanceCount }));
}

const traffic = (value: number) =>
  evidence(record({ kind: "traffic", results: [{ metric: "active-hours-per-day", value, unit: "h" }] }));

const steps = (scalingAdjustment: number) =>
  scalingPolicy({
    policyType: "StepScaling",
    targetTrackingScalingPolicyConfiguration: undefined,
    stepScalingPolicyConfiguration: { adjustmentType: "ChangeInCapacity", stepAdjustments: [{ scalingAdjustment }] },
  });

const cases: readonly Case[] = [
  {
    when: "somebody has measured that requests come nearly all day",
    given: [configuration(), endpoint({ name: "churn" }), traffic(18)],
    settings: { judgedOn: "2026-11-24" },
    says: [],
  },
  {
    when: "what was measured are fewer hours",
    given: [configuration(), endpoint({ name: "churn" }), traffic(17.5)],
    settings: { judgedOn: "2026-11-24" },
    says: [always],
  },
  {
    when: "the measurement is stale",
    given: [configuration(), endpoint({ name: "churn" }), traffic(24)],
    settings: { judgedOn: "2028-01-01" },
    says: [always],
  },
  { when: "a variant holds instances", given: configuration(), says: [always + month(1)] },
  {
    when: "a variant holds several instances",
    given: configuration({ initialInstanceCount: 3 }),
    says: [`Cannot scale to zero because variant "primary" holds 3 x ml.m6i.large; a month: ${month(3)}`],
  },
  {
    when: "the count is the provider's 0 for absent",
    given: configuration({ initialInstanceCount: 0 }),
    says: [always + month(1)],
  },
  {
    when: "a second variant only shadows",
    given: configuration({}, { shadowProductionVariants: [{ variantName: "shadow", instanceType: "ml.g5.xlarge" }] }),
    says: [always, 'Cannot scale to zero because variant "shadow" holds 1 x ml.g5.xlarge; a month: '],
  },
  {
    when: "the region is named nowhere",
    given: configuration({}, { region: undefined }),
    says: [`${always}energy, emissions and cost unknown.`],
  },
  {
    when: "names and models are unknown in a preview, which the verdict does not depend on",
    given: configuration(
      { variantName: unknownStringValue, modelName: unknownStringValue },
      { name: unknownStringValue, region: unknownStringValue },
    ),
    says: [
      "Cannot scale to zero because the variant without a name holds 1 x ml.m6i.large; a month: energy, emissions and cost unknown.",
    ],
  },
  {
    when: "a variant is serverless",
    given: configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }),
    says: [],
  },
  {
    when: "the endpoint is listed as steady",
    given: configuration(),
    settings: { steadyEndpoints: ["churn"] },
    says: [],
  },
  { when: "inference components scale to zero", given: configuration(components), says: [] },
  {
    when: "managed scaling stops at one instance, has no minimum, or is off",
    given: [
      configuration({ ...components, managedInstanceScaling: { ...scaling, minInstanceCount: 1 } }),
      configuration({ ...components, managedInstanceScaling: { status: "ENABLED" } }),
      configuration({ ...components, managedInstanceScaling: { ...scaling, status: "DISABLED" } }),
    ],
    says: [always, always, always],
  },
  {
    when: "managed scaling sits on a variant with a model of its own",
    given: configuration({ ...components, modelName: "churn" }),
    says: [always],
  },
  {
    when: "an asynchronous endpoint scales to zero",
    given: [configuration({}, asynchronous), endpoint(), zeroTarget()],
    says: [],
  },
  {
    when: "an asynchronous endpoint goes to zero by the clock",
    given: [
      configuration({}, asynchronous),
      endpoint(),
      zeroTarget({ minCapacity: 1 }),
      {
        ...zeroTarget({ scalableTargetAction: { minCapacity: 0, maxCapacity: 0 } }),
        type: "aws:appautoscaling/scheduledAction:ScheduledAction",
      },
    ],
    says: [],
  },
  {
    when: "an asynchronous endpoint was made elsewhere and its target is here",
    given: [configuration({}, asynchronous), zeroTarget()],
    says: [],
  },
  {
    when: "the target belongs to another endpoint of the stack",
    given: [
      configuration({}, asynchronous),
      endpoint({ name: "other", endpointConfigName: "other" }),
      zeroTarget({ resourceId: "endpoint/other/variant/primary" }),
    ],
    says: [always],
  },
  {
    when: "the target names another endpoint, another variant or nothing",
    given: [
      configuration({}, asynchronous),
      endpoint(),
      zeroTarget({ resourceId: "endpoint/other/variant/primary" }),
      zeroTarget({ resourceId: "endpoint/churn/variant/second" }),
      zeroTarget({ resourceId: undefined }),
    ],
    says: [always],
  },
  {
    when: "the target stops at one instance or scales something else",
    given: [
      configuration({}, asynchronous),
      endpoint(),
      zeroTarget({ minCapacity: 1 }),
      zeroTarget({ scalableDimension: "sagemaker:variant:DesiredProvisionedConcurrency" }),
    ],
    says: [always],
  },
  {
    when: "an asynchronous endpoint has no target",
    given: [configuration({}, asynchronous), endpoint({ name: "", endpointConfigName: "" })],
    says: [always],
  },
  {
    when: "a real-time endpoint has a target at zero, which AWS does not let it reach",
    given: [configuration(), endpoint(), zeroTarget()],
    says: [always],
  },
  {
    when: "traffic sizes a small machine of a real-time endpoint, and one machine is the least that AWS allows",
    given: [configuration(), endpoint(), scalableTarget(), scalingPolicy()],
    says: [],
  },
  {
    when: "steps size it down as well as up",
    given: [configuration(), endpoint(), scalableTarget(), steps(1), steps(-1)],
    says: [],
  },
  {
    when: "the small machine's endpoint was made elsewhere",
    given: [configuration(), scalableTarget(), scalingPolicy()],
    says: [],
  },
  {
    when: "the small machine's model is unknown in a preview",
    given: [configuration({ modelName: unknownStringValue }), endpoint(), scalableTarget(), scalingPolicy()],
    says: [],
  },
  {
    when: "nothing moves the target of a small machine, or nothing down",
    given: [configuration(), endpoint(), scalableTarget()],
    says: [always],
  },
  {
    when: "the policies of a small machine only add machines",
    given: [configuration(), endpoint(), scalableTarget(), steps(1)],
    says: [always],
  },
  {
    when: "the policy of a small machine may not scale in",
    given: [
      configuration(),
      endpoint(),
      scalableTarget(),
      scalingPolicy({ targetTrackingScalingPolicyConfiguration: { targetValue: 100, disableScaleIn: true } }),
    ],
    says: [always],
  },
  {
    when: "only the clock, or a forecast, moves the target of a small machine",
    given: [
      configuration(),
      endpoint(),
      scalableTarget(),
      scalingPolicy({ targetTrackingScalingPolicyConfiguration: undefined }),
      {
        ...scalableTarget({ scalableTargetAction: { minCapacity: 1, maxCapacity: 1 } }),
        type: "aws:appautoscaling/scheduledAction:ScheduledAction",
      },
    ],
    says: [always],
  },
  {
    when: "the policy moves another endpoint, or another dimension",
    given: [
      configuration(),
      endpoint(),
      scalableTarget(),
      scalingPolicy({ resourceId: "endpoint/other/variant/primary" }),
      scalingPolicy({ scalableDimension: "sagemaker:variant:DesiredProvisionedConcurrency" }),
    ],
    says: [always],
  },
  ...[
    { minCapacity: 2 },
    { maxCapacity: 1 },
    { maxCapacity: undefined },
    { minCapacity: 0 },
    { scalableDimension: "sagemaker:variant:DesiredProvisionedConcurrency" },
    { resourceId: "endpoint/churn/variant/second" },
  ].map((target) => ({
    when: `the target of a small machine has ${JSON.stringify(target)}`,
    given: [configuration(), endpoint(), scalableTarget(target), scalingPolicy()],
    says: [always],
  })),
  ...[
    { instanceType: "ml.m6i.2xlarge" },
    { instanceType: "ml.g6.xlarge" },
    { instanceType: "ml.inf2.xlarge" },
    { instanceType: "ml.q9.large" },
    { acceleratorType: "ml.eia2.medium" },
    { modelName: undefined },
    { managedInstanceScaling: { ...scaling, minInstanceCount: 1 } },
  ].map((variant) => ({
    when: `a variant that traffic sizes has ${JSON.stringify(variant)}`,
    given: [configuration(variant), endpoint(), scalableTarget(), scalingPolicy()],
    says: ['Cannot scale to zero because variant "primary" holds 1 x ml.'],
  })),
  {
    when: "traffic sizes an asynchronous endpoint down to one instance, which could reach none",
    given: [configuration({}, asynchronous), endpoint(), scalableTarget(), scalingPolicy()],
    says: [always],
  },
  {
    when: "no machine may stay on, however small",
    given: [configuration(), endpoint(), scalableTarget(), scalingPolicy()],
    settings: { maxSteadyVcpu: 1 },
    says: [always],
  },
  {
    when: "larger machines may stay on",
    given: [configuration({ instanceType: "ml.m6i.2xlarge" }), endpoint(), scalableTarget(), scalingPolicy()],
    settings: { maxSteadyVcpu: 8 },
    says: [],
  },
  { when: "the stack has no endpoint configuration", given: [logGroup(), endpoint()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointAlwaysOn, given, settings), says)).toEqual(says);
});

const unknowns = [
  {
    what: "a target's address",
    given: [configuration({}, asynchronous), endpoint(), zeroTarget({ resourceId: unknownStringValue })],
  },
  {
    what: "a target's minimum",
    given: [configuration({}, asynchronous), endpoint(), zeroTarget({ minCapacity: unknownNumberValue })],
  },
  { what: "an endpoint's name", given: [configuration({}, asynchronous), endpoint({ name: unknownStringValue })] },
  {
    what: "an endpoint beside a target that may be its own",
    given: [configuration({}, asynchronous), endpoint({ name: unknownStringValue }), zeroTarget()],
  },
  {
    what: "a target's address, where traffic may size a small machine",
    given: [configuration(), endpoint(), scalableTarget({ resourceId: unknownStringValue }), scalingPolicy()],
  },
  {
    what: "a policy's address, where it may size a small machine",
    given: [configuration(), endpoint(), scalableTarget(), scalingPolicy({ resourceId: unknownStringValue })],
  },
  {
    what: "a target's minimum, where traffic may size a small machine",
    given: [configuration(), endpoint(), scalableTarget({ minCapacity: unknownNumberValue }), scalingPolicy()],
  },
  {
    what: "a small machine's endpoint",
    given: [configuration(), endpoint({ name: unknownStringValue }), scalableTarget(), scalingPolicy()],
  },
  {
    what: "a small machine's variant",
    given: [configuration({ variantName: unknownStringValue }), endpoint(), scalableTarget(), scalingPolicy()],
  },
  { what: "an instance type", given: [configuration({ instanceType: unknownStringValue })] },
];

it.each(unknowns)("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(endpointAlwaysOn, given)).rejects.toThrow("can't be known during preview");
});

it("needs no name of a large machine, nor of a second policy, in a preview", async () => {
  const large = [
    configuration({ instanceType: "ml.g6.xlarge" }),
    endpoint({ name: unknownStringValue }),
    scalableTarget({ resourceId: unknownStringValue }),
  ];
  expect(await judge(endpointAlwaysOn, large)).toHaveLength(1);
  const second = scalingPolicy({ resourceId: unknownStringValue });
  expect(
    await judge(endpointAlwaysOn, [configuration(), endpoint(), scalableTarget(), second, scalingPolicy()]),
  ).toEqual([]);
});

it("reports what it can judge before it leaves the rest to the SDK", async () => {
  const reported: string[] = [];
  const judged = judge(
    endpointAlwaysOn,
    [configuration({ instanceType: unknownStringValue }), configuration()],
    {},
    reported,
  );
  await expect(judged).rejects.toThrow("instanceType");
  expect(starts(reported, [always])).toEqual([always]);
});

it("ignores no error but the SDK's own", async () => {
  const broken = Object.defineProperty({}, "productionVariants", {
    enumerable: true,
    get: () => {
      throw new Error("broken");
    },
  });
  const given = { type: configuration().type, props: broken };
  await expect(judge(endpointAlwaysOn, given)).rejects.toThrow("broken");
});

import { hours, trainingFootprint } from "../../../carbon";
import { pipelineStepCaching } from "../../../policies/rules/pipeline-step-caching";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { logGroup, pipeline } from "../support/resources";

const cached = { CacheConfig: { Enabled: true, ExpireAfter: "P30D" } };
const resources = { ResourceConfig: { InstanceType: "ml.m7i.xlarge", InstanceCount: 1 } };
const training = {
  Name: "Train",
  Type: "Training",
  Arguments: { ...resources, StoppingCondition: { MaxRuntimeInSeconds: 3600 } },
};
const hour = costWords(
  trainingFootprint({ region: "eu-north-1", instanceType: "ml.m7i.xlarge", instanceCount: 1, hours: hours(1) }),
);
const expected = (type: string, name: string) => `Expected CacheConfig.Enabled on ${type} step "${name}", got none; `;
const transform = { Name: "Score", Type: "Transform" };

const cases: readonly Case[] = [
  {
    when: "a training step does not cache",
    given: pipeline([training]),
    says: [`${expected("Training", "Train")}one repeat at its limit: ${hour}`],
  },
  {
    when: "caching is off",
    given: pipeline([{ ...training, CacheConfig: { Enabled: false } }]),
    says: [expected("Training", "Train")],
  },
  { when: "the step caches", given: pipeline([{ ...training, ...cached }]), says: [] },
  {
    when: "a tuning step's arguments are parameters",
    given: pipeline([{ Name: "Tune", Type: "Tuning", Arguments: { Get: "Parameters.Tuning" } }]),
    says: [`${expected("Tuning", "Tune")}one repeat, all trials at their limit: energy, emissions and cost unknown.`],
  },
  {
    when: "steps without a name or arguments stand in branches",
    given: pipeline([
      {
        Name: "New",
        Type: "Condition",
        Arguments: { IfSteps: [transform], ElseSteps: [{ Type: "Processing" }, { Name: "X", Type: "Fail" }] },
      },
    ]),
    says: [
      `${expected("Transform", "Score")}what one repeat costs is unknown.`,
      `${expected("Processing", "without a name")}what one repeat costs is unknown.`,
    ],
  },
  { when: "a step has no type", given: pipeline([{ Name: "X" }]), says: [] },
  { when: "the step must be fresh", given: pipeline([transform]), settings: { freshSteps: ["Score"] }, says: [] },
  { when: "the type is not asked for", given: pipeline([transform]), settings: { stepTypes: ["Training"] }, says: [] },
  {
    when: "the definition is absent, secret, or no pipeline",
    given: [
      pipeline([], { pipelineDefinition: undefined }),
      pipeline([], { pipelineDefinition: "[secret]" }),
      pipeline([], { pipelineDefinition: "[1]" }),
      pipeline([], { pipelineDefinition: '{"Steps":{"Type":"Training"}}' }),
    ],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(pipelineStepCaching, given, settings), says)).toEqual(says);
});

it("leaves a definition that a preview does not know to the SDK", async () => {
  const given = pipeline([], { pipelineDefinition: unknownStringValue });
  await expect(judge(pipelineStepCaching, given)).rejects.toThrow("pipelineDefinition");
});

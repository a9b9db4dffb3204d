import type { Policies, PolicyResource } from "@pulumi/policy";
import { evidencedRules } from "../../../policies/configuration/evidenced-rules";
import { modelBaseline } from "../../../policies/rules/model-baseline";
import { record } from "../support/evidence";
import { judge, judgeAlone } from "../support/judge";
import { training } from "../support/resources";

const day = { judgedOn: "2026-11-24" };
const resourceRule: Policies[number] = { name: "one", description: "One.", validateResource: () => undefined };

it("shows rules on stacks what the evidence file holds", async () => {
  const [served] = evidencedRules([modelBaseline], [record()]);
  expect(await judge(modelBaseline, training(), day)).toHaveLength(1);
  expect(await judgeAlone(served ?? modelBaseline, training(), day)).toEqual([]);
});

it("adds one resource that no rule takes for AWS's, and leaves the stack's own list as it is", async () => {
  const seen: PolicyResource[][] = [];
  const rule: Policies[number] = {
    name: "all",
    description: "All.",
    validateStack: ({ resources }) => void seen.push(resources),
  };
  const [served] = evidencedRules([rule], [record()]);
  await judgeAlone(served ?? rule, [training()]);
  expect(seen.map((resources) => resources.map(({ type }) => type))).toEqual([
    ["aws:sagemaker/trainingJob:TrainingJob", "greenml:evidence:File"],
  ]);
});

it("leaves rules on resources alone, and all rules where there is no evidence", () => {
  expect(evidencedRules([resourceRule], [record()])[0]).toBe(resourceRule);
  expect(evidencedRules([modelBaseline], [])[0]).toBe(modelBaseline);
});

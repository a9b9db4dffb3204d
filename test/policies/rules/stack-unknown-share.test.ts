import { stackUnknownShare } from "../../../policies/rules/stack-unknown-share";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { bucket, configuration, jobSchedule, lambdaFunction, notebook, training, tuning } from "../support/resources";

const tracking = { type: "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", props: { region: "eu-north-1" } };
const known = (count: number) => Array.from({ length: count }, () => notebook());
const transform = {
  type: "greenml:jobs:TransformJob",
  props: { region: "eu-north-1", request: { TransformResources: { InstanceType: "ml.q9.large", InstanceCount: 1 } } },
};

const cases: readonly Case[] = [
  { when: "all is known", given: [...known(2), training(), tuning({}), configuration()], says: [] },
  { when: "the stack is empty", given: [], says: [] },
  {
    when: "the only piece has no figure",
    given: tracking,
    says: ["Too much unknown: 1 of 1 pieces of work, 100 %, maximum 10 %; "],
  },
  { when: "the share is at the limit", given: [...known(9), tracking], says: [] },
  {
    when: "the share is above the limit",
    given: [...known(8), tracking],
    says: ["Too much unknown: 1 of 9 pieces of work, 11 %, maximum 10 %; "],
  },
  { when: "more is agreed on", given: [...known(1), tracking], settings: { maxPercent: 50 }, says: [] },
  {
    when: "nothing is agreed on",
    given: [...known(99), tracking],
    settings: { maxPercent: 0 },
    says: ["Too much unknown: 1 of 100 pieces of work, 1 %, maximum 0 %; "],
  },
  {
    when: "no region is named",
    given: notebook({ region: "" }),
    says: [
      "Too much unknown: 1 of 1 pieces of work, 100 %, maximum 10 %; energy, emissions and cost unknown of the notebook churn (no region).",
    ],
  },
  {
    when: "the provider wrote no instance type",
    given: training({ resourceConfig: { instanceType: "", instanceCount: 0 } }),
    says: ["Too much unknown: 1 of 1 pieces of work, 100 %, maximum 10 %; "],
  },
  {
    when: "the catalogue lacks the type",
    given: training({ resourceConfig: { instanceType: "ml.q9.large" } }),
    says: ["Too much unknown: 1 of 1 "],
  },
  {
    when: "the catalogue lacks the region",
    given: notebook({ region: "mars-1" }),
    says: ["Too much unknown: 1 of 1 "],
  },
  {
    when: "a clock says no rhythm",
    given: jobSchedule("createTrainingJob", {}, { scheduleExpression: "cron(0 2 1 1 ? 2027)" }),
    says: ["Too much unknown: 1 of 1 "],
  },
  { when: "only use decides", given: [bucket(), lambdaFunction(), transform], says: [] },
  {
    when: "a serverless endpoint waits for calls",
    given: configuration({ instanceType: "", serverlessConfig: { memorySizeInMb: 2048 } }),
    says: [],
  },
  { when: "nothing takes energy", given: { type: "aws:iam/role:Role", props: {} }, says: [] },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(stackUnknownShare, given, settings), says)).toEqual(says);
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const judged = judge(stackUnknownShare, [tracking, notebook({ region: unknownStringValue })], {}, messages);
  await expect(judged).rejects.toThrow("can't be known during preview");
  expect(messages).toHaveLength(1);
});

import { allocationTags } from "../../../policies/rules/allocation-tags";
import { type Case, type Given, judge, unknownStringValue } from "../support/judge";
import { bucket, endpoint, logGroup, notebook, pipeline, trainingOfOurs, training } from "../support/resources";

const owner = "one of owner, team, contact";
const purpose =
  "one of cost-center, cost-centre, project, product, application, app, service, department, business-unit";
const expected = (wanted: string, got = "no tags") =>
  `Expected a tag ${wanted}, got ${got}; whose emissions and costs they are stays unknown.`;
const both = expected(`${owner} and ${purpose}`);
const tagged = (tags: Readonly<Record<string, unknown>>): Given => bucket({ tags });
const under = (provider: Readonly<Record<string, unknown>>, given: Given = bucket()): Given => ({ ...given, provider });
const defaults = { tags: { team: "ml", project: "churn" } };

const cases: readonly Case[] = [
  {
    when: "billed resources have no tags",
    given: [bucket(), endpoint(), notebook(), logGroup()],
    says: [both, both, both, both],
  },
  { when: "jobs have none, raw and ours", given: [training(), trainingOfOurs()], says: [both, both] },
  { when: "tags say whose and what for", given: tagged({ owner: "ml@example.com", "cost-center": "4711" }), says: [] },
  { when: "an owner is all there is", given: tagged({ owner: "ml@example.com" }), says: [expected(purpose, "owner")] },
  {
    when: "a purpose is all there is",
    given: tagged({ Project: "churn", Name: "data" }),
    says: [expected(owner, "Project, Name")],
  },
  { when: "keys are written another way", given: tagged({ "acme:Owner": "ml", CostCenter: "4711" }), says: [] },
  { when: "the cost centre is British", given: tagged({ Owner: "ml", CostCentre: "4711" }), says: [] },
  {
    when: "a tag is empty",
    given: tagged({ owner: " ", project: "churn" }),
    says: [expected(owner, "owner, project")],
  },
  {
    when: "a job's request has a list of tags",
    given: trainingOfOurs({
      Tags: [
        { Key: "team", Value: "ml" },
        { Key: "app", Value: "churn" },
      ],
    }),
    says: [],
  },
  {
    when: "the provider tags all, as the engine holds it",
    given: under({ defaultTags: JSON.stringify(defaults) }),
    says: [],
  },
  { when: "the provider tags all", given: under({ defaultTags: defaults }), says: [] },
  {
    when: "the provider tags with half of it and the resource with the rest",
    given: under({ defaultTags: { tags: { team: "ml" } } }, tagged({ app: "churn" })),
    says: [],
  },
  {
    when: "the provider's tags are none, or no JSON",
    given: [under({}), under({ defaultTags: "none" }), under({ defaultTags: "{}" })],
    says: [both, both, both],
  },
  {
    when: "a job of ours has another provider",
    given: under({ defaultTags: defaults }, trainingOfOurs()),
    says: [both],
  },
  {
    when: "other keys are agreed on",
    given: tagged({ "data-steward": "ml" }),
    settings: { ownerKeys: ["data-steward"], costKeys: [] },
    says: [],
  },
  { when: "nothing is asked for", given: bucket(), settings: { ownerKeys: [], costKeys: [] }, says: [] },
  {
    when: "a preview does not know what the tags say",
    given: tagged({ owner: unknownStringValue, Name: unknownStringValue }),
    says: [expected(purpose, "owner, Name")],
  },
  {
    when: "nothing is billed, or nothing bears tags",
    given: [
      pipeline([{ Name: "Train", Type: "Training", Arguments: {} }]),
      { type: "aws:iam/role:Role", props: {} },
      { type: "aws:sagemaker/model:Model", props: {} },
      { type: "aws:s3/bucketPolicy:BucketPolicy", props: {} },
      { type: "greenml:jobs:CompilationJob", props: { request: {} } },
    ],
    says: [],
  },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(allocationTags, given, settings)).toEqual(says);
});

it.each([
  ["tags", bucket({ tags: unknownStringValue })],
  ["the provider's tags", under({ defaultTags: unknownStringValue })],
])("leaves %s that a preview does not know to the SDK", async (_, given) => {
  await expect(judge(allocationTags, given)).rejects.toThrow("can't be known during preview");
});

import { ecrLifecycle } from "../../../policies/rules/ecr-lifecycle";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const repository = (name = "churn", props: object = {}) => ({
  type: "aws:ecr/repository:Repository",
  name,
  props: { region: "eu-north-1", name, ...props },
});
const rule = { rulePriority: 1, selection: { tagStatus: "untagged" }, action: { type: "expire" } };
const policy = (repositoryName: unknown, document: unknown = JSON.stringify({ rules: [rule] })) => ({
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  props: { repository: repositoryName, policy: document },
});
const template = (lifecyclePolicy?: string) => ({
  type: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  props: { prefix: "churn", lifecyclePolicy },
});
const cost = "got none; what its images cost depends on them and is unknown.";
const none = `Expected a lifecycle policy for the repository, ${cost}`;
const empty = `Expected rules in the repository's lifecycle policy, ${cost}`;
const unmade = `Expected a lifecycle policy for the repositories that the template makes, ${cost}`;

const cases: readonly Case[] = [
  { when: "a repository has no policy", given: repository(), says: [none] },
  { when: "it has one", given: [repository(), policy("churn")], says: [] },
  { when: "the policy is written as an object", given: [repository(), policy("churn", { rules: [rule] })], says: [] },
  { when: "the policy is of another repository", given: [repository(), policy("fraud")], says: [none] },
  { when: "neither has a name", given: [repository("churn", { name: "" }), policy("")], says: [none] },
  {
    when: "the policy says nothing, or cannot be read",
    given: [repository(), policy("churn", '{"rules":[]}'), repository("fraud"), policy("fraud", "{")],
    says: [empty, empty],
  },
  {
    when: "a template makes repositories without a policy, and with",
    given: [template(), template(""), template(JSON.stringify({ rules: [rule] }))],
    says: [unmade, unmade],
  },
  { when: "the repository may keep all", given: repository(), settings: { keptRepositories: ["churn"] }, says: [] },
  { when: "the resource is of another type", given: [logGroup(), policy("churn")], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(ecrLifecycle, given, settings)).toEqual(says);
});

it("joins by what a policy depends on, before names are known", async () => {
  const from = { repository: "aws:ecr/repository:Repository::churn" };
  const given = [
    repository("churn", { name: unknownStringValue }),
    repository("fraud", { name: unknownStringValue }),
    { ...policy(unknownStringValue), madeOf: from },
  ];
  expect(await judge(ecrLifecycle, given)).toEqual([none]);
});

it("leaves a repository that a preview does not know to the SDK", async () => {
  await expect(judge(ecrLifecycle, [repository(), policy(unknownStringValue)])).rejects.toThrow("repository");
});

import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { names } from "../reading/origins";
import { definitionOf } from "../reading/pipeline-steps";
import { lengthAt, partAt, textAt } from "../reading/request-fields";

const name = "ecr-lifecycle";

const settings = z.strictObject({
  keptRepositories: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of repositories that may keep every image, such as of released versions"),
});

/** Makes repositories forget the images that nobody will run again. */
export const ecrLifecycle: StackValidationPolicy = {
  name,
  description: "A repository of images lets old ones go.",
  remediationSteps:
    "Add an ecr.LifecyclePolicy that expires untagged images after days and keeps a number of the tagged; or name the " +
    "repository in keptRepositories and record why.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { keptRepositories } = settingsOf(name, settings, stack);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (keptRepositories.includes(resource.name)) return [];
      const lack = lackOf(resource, stack.resources);
      return lack === undefined ? [] : [`${lack}, got none; what its images cost depends on them and is unknown.`];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function lackOf(resource: PolicyResource, resources: readonly PolicyResource[]): string | undefined {
  switch (resource.type) {
    case "aws:ecr/repository:Repository": {
      // CloudFormation has the policy within the repository.
      if (rulesIn(resource, "LifecyclePolicy") > 0) return undefined;
      const [policy] = resources.filter((one) => isPolicyOf(one, resource));
      if (policy === undefined) return "Expected a lifecycle policy for the repository";
      return rulesIn(policy, "Policy") > 0 ? undefined : "Expected rules in the repository's lifecycle policy";
    }
    case "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate":
      return rulesIn(resource, "LifecyclePolicy") > 0
        ? undefined
        : "Expected a lifecycle policy for the repositories that the template makes";
    default:
      return undefined;
  }
}

function isPolicyOf(policy: PolicyResource, repository: PolicyResource): boolean {
  if (policy.type !== "aws:ecr/lifecyclePolicy:LifecyclePolicy") return false;
  return names(policy, "repository", repository, () => {
    const named = textAt(policy.props, "Repository");
    return named !== undefined && named === textAt(repository.props, "Name");
  });
}

/** How many rules a policy holds, whether it is written as JSON or as an object. */
function rulesIn({ props }: PolicyResource, property: string): number {
  const policy = partAt(props, property) ?? definitionOf(textAt(props, property));
  return lengthAt(policy, "Rules");
}

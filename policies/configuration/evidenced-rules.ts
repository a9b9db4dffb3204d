import type { Policies, PolicyResource } from "@pulumi/policy";
import { plainResource } from "../judging/plain-resource";
import { perStack } from "../reading/per-stack";

/** Type of the resource by which rules find what the evidence file holds, beside the outputs of components. */
const FILE_TYPE = "greenml:evidence:File";

/** The rules on stacks, which see the evidence file's records as one more resource with an output `evidence`. */
export function evidencedRules(rules: Policies, records: readonly unknown[]): Policies {
  if (records.length === 0) return rules;
  const file = evidenceResource(records);
  // One list for all rules, so that what they read of a whole stack is read once.
  const withFile = perStack((resources): PolicyResource[] => [...resources, file]);
  return rules.map((rule) => {
    if (!("validateStack" in rule)) return rule;
    const validate = rule.validateStack.bind(rule);
    return {
      ...rule,
      validateStack: (args, report) => validate({ ...args, resources: withFile(args.resources) }, report),
    };
  });
}

function evidenceResource(records: readonly unknown[]): PolicyResource {
  const urn = `urn:pulumi:stack::project::${FILE_TYPE}::evidence`;
  return plainResource({ type: FILE_TYPE, name: "evidence", urn, props: { evidence: records } });
}

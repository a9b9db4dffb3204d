import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { tagOf } from "../reading/resource-tags";
import { copyWords, transferWords } from "../judging/data-words";
import { judgeEach } from "../judging/judge-each";
import { ifKnown } from "../reading/known-yet";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { bucketIndex } from "../reading/bucket-regions";
import { type DataCopy, dataCopies } from "../reading/data-copies";

const name = "data-replication";

/** Tag that says why data is kept twice. */
const REASON_TAG = "greenml:replication-reason";

const settings = z.strictObject({
  acceptedPrefixes: z
    .array(z.string().min(1))
    .default([])
    .describe("Starts of keys or repository names whose second copy has a reason that is written down"),
  acceptedResources: z
    .array(z.string().min(1))
    .default([])
    .describe("Pulumi names of resources whose copies have a reason that is written down"),
});

/** Asks why data is kept in a second region. */
export const dataReplication: StackValidationPolicy = {
  name,
  description: "Data is kept in a second region only for a reason that is written down.",
  remediationSteps:
    `Drop the replication, or copy only what cannot be made again; or say why in a tag ${REASON_TAG} on the resource, in ` +
    "acceptedPrefixes or in acceptedResources.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { acceptedPrefixes, acceptedResources } = settingsOf(name, settings, stack);
    const buckets = bucketIndex(stack.resources);
    const accepted = ({ prefix }: DataCopy) => acceptedPrefixes.some((one) => prefix.startsWith(one));
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (acceptedResources.includes(resource.name) || isReasoned(resource)) return [];
      return dataCopies(resource, buckets)
        .filter((copy) => (copy.to === undefined || copy.to !== copy.from) && !accepted(copy))
        .map(faultOf);
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function isReasoned({ props }: PolicyResource): boolean {
  return (ifKnown(() => tagOf(props, REASON_TAG)) ?? "").trim() !== "";
}

function faultOf({ what, from, to, where, kind }: DataCopy): string {
  const fault = `Too many copies: ${what} of ${from ?? "an unknown region"} also in ${where}`;
  return `${fault}, for no stated reason; ${transferWords(from, to)}; ${copyWords(to, kind)}.`;
}

import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { defaultTags, isBilled, ownTags, type Tag } from "../reading/billed-resources";

const name = "allocation-tags";
const keys = z.array(z.string().min(1));

const settings = z.strictObject({
  ownerKeys: keys
    .default(["owner", "team", "contact"])
    .describe("Tags of which one must say whose a resource is; none to ask for no owner"),
  costKeys: keys
    .default([
      "cost-center",
      "cost-centre",
      "project",
      "product",
      "application",
      "app",
      "service",
      "department",
      "business-unit",
    ])
    .describe("Tags of which one must say what a resource is for; none to ask for no purpose"),
});

/** Makes what is billed belong to somebody, so that its emissions and costs can be shown to who can change them. */
export const allocationTags: ResourceValidationPolicy = {
  name,
  description: "What is billed bears tags that say whose it is and what for.",
  remediationSteps:
    "Set the tags on the resource, or for all of them in the provider's defaultTags; name your own keys in ownerKeys and costKeys.",
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    if (!isBilled(resource)) return;
    const { ownerKeys, costKeys } = settingsOf(name, settings, resource);
    const tags = [...ownTags(resource), ...defaultTags(resource)];
    const borne = new Set(tags.filter(({ empty }) => !empty).map(({ key }) => plain(key)));
    const lacking = [ownerKeys, costKeys].filter(
      (wanted) => wanted.length > 0 && !wanted.some((key) => borne.has(plain(key))),
    );
    if (lacking.length === 0) return;
    const wanted = lacking.map((one) => `one of ${one.join(", ")}`).join(" and ");
    report(`Expected a tag ${wanted}, got ${namesOf(tags)}; whose emissions and costs they are stays unknown.`);
  },
};

/** A key without what an organisation puts before it, and without the marks between its words: `acme:CostCenter`, `cost-center`. */
function plain(key: string): string {
  const own = key.split(/[:/]/).at(-1) ?? key;
  return own.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function namesOf(tags: readonly Tag[]): string {
  return tags.length === 0 ? "no tags" : tags.map(({ key }) => key).join(", ");
}

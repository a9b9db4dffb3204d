import { z } from "zod";

/** One agreed exception to a rule. */
export const exemptionSchema = z.strictObject({
  rule: z.string().min(1).describe("Name of the rule"),
  resource: z
    .string()
    .min(1)
    .optional()
    .describe("Pulumi name or URN of the one resource that is exempt; left out, every resource is"),
  reason: z.string().trim().min(1).describe("Why the rule does not hold here"),
  owner: z.string().trim().min(1).describe("Who answers for it"),
  expires: z.iso.date().describe("Last day on which it holds, YYYY-MM-DD"),
});

export type Exemption = z.output<typeof exemptionSchema>;

/** Tag, or key of a tag, that exempts the resource that carries it; the rule's name follows. */
export const EXEMPTION_TAG = "greenml:exempt:";

/** How a tag is to be written, for messages: AWS allows neither commas nor semicolons in a tag. */
const EXEMPTION_TAG_FORM = "YYYY-MM-DD / owner / reason";

/** What a tag's text says, or the sentence that refuses it. */
export function exemptionOfTag(rule: string, resource: string, text: string): Exemption | string {
  const [expires = "", owner = "", ...reason] = text.split("/").map((part) => part.trim());
  const parsed = exemptionSchema.safeParse({ rule, resource, expires, owner, reason: reason.join(" / ") });
  if (parsed.success) return parsed.data;
  return `Cannot exempt because tag "${EXEMPTION_TAG}${rule}" is "${text}" where "${EXEMPTION_TAG_FORM}" is needed.`;
}

/** Whether an exemption no longer holds on a day; it still holds on its last. Both are YYYY-MM-DD, which sorts by time. */
export function hasExpired({ expires }: Pick<Exemption, "expires">, day: string): boolean {
  return expires < day;
}

/** Whether an exemption is for a resource, by its Pulumi name or URN. */
export function covers(exemption: Exemption, resource: { readonly name: string; readonly urn: string }): boolean {
  return exemption.resource === undefined || [resource.name, resource.urn].includes(exemption.resource);
}

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";

/** Retention times CloudWatch knows (API reference, PutRetentionPolicy), days. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Checks a retention time. */
export const retentionDays = z.number().refine((days) => retentions.includes(days), {
  error: ({ input }) =>
    `Expected {argument} to be one of CloudWatch's retention times (${retentions.join(", ")}), got ${String(input)}`,
});

/**
 * The log group of one kind of jobs, which all jobs of that kind in an account and region share. It is made, with its
 * retention, only for a component that was asked to; otherwise it is left as it is found.
 */
export function jobLogGroup(
  name: string,
  group: {
    readonly region: string;
    readonly name: string;
    readonly days: number | undefined;
    readonly tags: Record<string, string> | undefined;
  },
  parent: pulumi.Resource,
): cloudwatch.LogGroup[] {
  if (group.days === undefined) return [];
  const { region, days, tags } = group;
  const args = { region, name: group.name, retentionInDays: days, ...(tags && { tags }) };
  return [new cloudwatch.LogGroup(name, args, { parent })];
}

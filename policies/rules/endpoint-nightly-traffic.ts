import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { findInstance, hours, transformFootprint } from "../../carbon/index";
import { tagsOf } from "../reading/resource-tags";
import { endpointMonthCostWords, words } from "../judging/cost-words";
import { evidenceOf, evidenceSettings } from "../judging/evidence";
import { judgeEach } from "../judging/judge-each";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { type AlwaysOnVariant, alwaysOnVariants, endpointJoins } from "../reading/endpoint-scaling";
import { resourceRegion } from "../reading/resource-region";
import { endpointsOf, isEndpointConfiguration } from "../reading/served-endpoints";

const name = "endpoint-nightly-traffic";
const texts = z.array(z.string().min(1));

const settings = z.strictObject({
  ...evidenceSettings,
  maxActiveHours: z
    .number()
    .min(0)
    .max(24)
    .default(4)
    .describe("Hours of a day with requests, up to which evidence speaks for batch transform"),
  trafficTags: texts
    .default([
      "greenml:traffic",
      "traffic",
      "traffic-pattern",
      "usage",
      "usage-pattern",
      "workload",
      "workload-type",
      "schedule",
    ])
    .describe("Tags of endpoints and their configurations that tell when requests come"),
  batchWords: texts
    .default(["nightly", "batch", "daily", "weekly", "monthly", "offline"])
    .describe("Words in such a tag that speak for batch transform"),
  assumedHours: z
    .number()
    .positive()
    .max(24)
    .default(1)
    .describe("Hours a day that batch transform is taken to run where only a tag speaks"),
});

type Agreed = z.output<typeof settings>;

/** Finds machines that stand by all day for work that comes once a day. */
export const endpointNightlyTraffic: StackValidationPolicy = {
  name,
  description: "Work that comes in batches is done by jobs, not by instances that wait for it.",
  remediationSteps:
    "Run batch transform when the data is there (greenml's BatchInference, or a schedule), and remove the endpoint; where some " +
    "requests need an answer at once, use a serverless or asynchronous endpoint.",
  severity: "high",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const agreed = settingsOf(name, settings, stack);
    const joins = endpointJoins(stack.resources);
    const faultsOf = (resource: PolicyResource): readonly string[] => {
      if (!isEndpointConfiguration(resource)) return [];
      const sign = signOf(resource, stack.resources, agreed);
      if (sign === undefined) return [];
      const variants = alwaysOnVariants(resource, joins);
      if (!("hours" in sign)) return variants.length === 0 ? [] : [sign.fault];
      return variants.map((variant) => faultOf(variant, resource, sign));
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

/** What speaks for batches, and for how many hours of a day; or a fault of what should have told. */
type Sign = { readonly because: string; readonly hours: number } | { readonly fault: string };

/** A measurement counts before a word on a tag. */
function signOf(configuration: PolicyResource, resources: readonly PolicyResource[], agreed: Agreed): Sign | undefined {
  const about = [configuration, ...endpointsOf(configuration, resources)];
  const answer = evidenceOf(resources, { kind: "traffic", about, agreed });
  if (answer.held) {
    const { id, measuredAt, results } = answer.record;
    const active = Math.max(...results.map(({ value }) => value));
    const because = `requests come in ${active} hours of a day (evidence "${id}" of ${measuredAt})`;
    return active > agreed.maxActiveHours ? undefined : { because, hours: active };
  }
  const tags = new Set(agreed.trafficTags.map((tag) => tag.toLowerCase()));
  const [tag, text] = about
    .flatMap(({ props }) => tagsOf(props))
    .find(([key, value]) => tags.has(key.toLowerCase()) && speaksForBatches(value, agreed.batchWords)) ?? [""];
  if (text !== undefined) return { because: `tag "${tag}" says "${text}"`, hours: agreed.assumedHours };
  return answer.because === undefined
    ? undefined
    : { fault: `Cannot tell when requests come because ${answer.because}.` };
}

function speaksForBatches(text: string, batchWords: readonly string[]): boolean {
  const parts = text.toLowerCase().split(/[^a-z0-9]+/);
  return batchWords.some((word) => parts.includes(word.toLowerCase()));
}

function faultOf(
  { what, instanceType, instanceCount }: AlwaysOnVariant,
  configuration: PolicyResource,
  { because, hours: aDay }: Extract<Sign, { hours: number }>,
): string {
  const machines = { instanceType, instanceCount };
  const month = endpointMonthCostWords(configuration, machines);
  const region = resourceRegion(configuration);
  const batch = words(() => {
    if (region === undefined || findInstance(instanceType)?.uses.has("transform") !== true) return undefined;
    return transformFootprint({ region, ...machines, hours: hours((aDay * 365) / 12) });
  });
  return (
    `Cannot justify ${what}, ${instanceCount} x ${instanceType} around the clock, because ${because}; ` +
    `a month: ${month}; a month of batch transform, ${aDay} h a day: ${batch}.`
  );
}

import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { mebibytes, milliseconds, serverlessMonthFootprint } from "../../carbon/index";
import { words } from "../judging/cost-words";
import { TARGET_TYPE } from "../reading/endpoint-scaling";
import { variantWords } from "../reading/instance-choices";
import type { JudgedResource } from "../reading/job-requests";
import { ifKnown } from "../reading/known-yet";
import { countAt, type Fields, partAt, partsAt, textAt } from "../reading/request-fields";
import { resourceRegion } from "../reading/resource-region";
import { memorySizeAt } from "../reading/sizes";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "provisioned-concurrency";

const settings = z.strictObject({
  maxProvisioned: z
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe("Most environments that one serverless variant or function may keep warm"),
});

/** Keeps what is serverless from being paid for and powered like a server. */
export const provisionedConcurrency: ResourceValidationPolicy = {
  name,
  description: "Serverless capacity goes down to nothing when nobody calls.",
  remediationSteps:
    "Leave provisioned concurrency out and accept a cold start, or raise maxProvisioned for what must answer at once.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const kept = keptWarm(resource);
    if (kept.length === 0) return;
    const { maxProvisioned } = settingsOf(name, settings, resource);
    for (const { count, what, month } of kept) {
      if (count <= maxProvisioned) continue;
      report(`Too much kept warm: ${count} of ${what}, maximum ${maxProvisioned}; a month without calls: ${month()}.`);
    }
  },
};

interface KeptWarm {
  readonly count: number;
  readonly what: string;
  readonly month: () => string;
}

const unknownMonth = () => "energy, emissions and cost unknown";

function keptWarm(resource: JudgedResource): readonly KeptWarm[] {
  const { type, props } = resource;
  switch (type) {
    case "aws:sagemaker/endpointConfiguration:EndpointConfiguration":
      return partsAt(props, "ProductionVariants").flatMap((variant) => warmVariant(resource, variant));
    case "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig":
      return warm(countAt(props, "ProvisionedConcurrentExecutions"), "the function");
    case TARGET_TYPE:
      return dimensions.includes(textAt(props, "ScalableDimension") ?? "")
        ? warm(countAt(props, "MinCapacity"), ifKnown(() => textAt(props, "ResourceId")) ?? "the target")
        : [];
    default:
      return [];
  }
}

const dimensions = ["sagemaker:variant:DesiredProvisionedConcurrency", "lambda:function:ProvisionedConcurrency"];

function warm(count: number | undefined, what: string, month = unknownMonth): readonly KeptWarm[] {
  return count === undefined ? [] : [{ count, what, month }];
}

function warmVariant(resource: JudgedResource, variant: Fields): readonly KeptWarm[] {
  const count = countAt(variant, "ServerlessConfig", "ProvisionedConcurrency");
  const memory = memorySizeAt(partAt(variant, "ServerlessConfig"));
  return warm(count, variantWords(variant), () =>
    words(() => {
      const region = resourceRegion(resource);
      if (region === undefined || memory === undefined || count === undefined) return undefined;
      const quiet = { requestsPerMonth: 0, millisecondsPerRequest: milliseconds(1) };
      return serverlessMonthFootprint({
        region,
        memoryMib: mebibytes(memory),
        ...quiet,
        provisionedConcurrency: count,
      });
    }),
  );
}

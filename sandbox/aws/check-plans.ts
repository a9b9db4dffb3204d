import type { Failure } from "./check-types";
import { looksLikeRegion } from "./regions";
import { isObject, UNKNOWN, valuesAt, type Properties, type Value } from "./values";

type PlanCheck = (inputs: Properties, old: Properties | undefined) => (Failure | undefined)[];

/** What the provider checks across inputs by code of its own, for the types whose notes say so. */
const planChecks: Readonly<Record<string, PlanCheck>> = {
  "aws:lambda/function:Function": (inputs) =>
    inputs["packageType"] === "Zip"
      ? ["handler", "runtime"].map((name) => needed(inputs, name, 'a function of packageType "Zip"'))
      : [],
  "aws:cloudwatch/metricAlarm:MetricAlarm": (inputs) => [
    ...(given(inputs, "metricName") || given(inputs, "metricQueries")
      ? ["comparisonOperator", "evaluationPeriods"].map((name) => needed(inputs, name, "an alarm on metrics"))
      : []),
    given(inputs, "metricName") && !given(inputs, "statistic") && !given(inputs, "extendedStatistic")
      ? {
          property: "statistic",
          reason: "Expected exactly one of statistic, extendedStatistic with metricName, got none.",
        }
      : undefined,
  ],
  "aws:dynamodb/table:Table": (inputs) => [
    ...(inputs["billingMode"] === "PROVISIONED" && !given(inputs, "restoreSourceName")
      ? ["readCapacity", "writeCapacity"].map((name) => needed(inputs, name, 'a table of billingMode "PROVISIONED"'))
      : []),
    ...unindexed(inputs),
  ],
  "aws:sns/topic:Topic": (inputs) =>
    ["archivePolicy", "fifoThroughputScope", "contentBasedDeduplication"].map((name) =>
      fifoOnly(inputs, name, "fifoTopic"),
    ),
  "aws:s3/bucketVersioning:BucketVersioning": (inputs, old) => [unversioned(inputs, old)],
  "aws:sqs/queue:Queue": (inputs) => [fifoOnly(inputs, "contentBasedDeduplication", "fifoQueue")],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (inputs) =>
    items(inputs["rules"]).map((rule, index) =>
      isObject(rule) && rule["filter"] === undefined && rule["prefix"] === undefined
        ? {
            property: `rules[${String(index)}]`,
            reason: "Expected filter or prefix in every rule; filter {} stands for the whole bucket.",
          }
        : undefined,
    ),
};

function wrongRegion({ region }: Properties): Failure | undefined {
  if (typeof region !== "string" || region === UNKNOWN || looksLikeRegion(region)) return undefined;
  return { property: "region", reason: `invalid AWS Region: ${region}` };
}

function unversioned(inputs: Properties, old: Properties | undefined): Failure | undefined {
  const status = (of: Properties | undefined) => valuesAt(of ?? {}, "versioningConfiguration.status")[0]?.value;
  const before = status(old);
  if (status(inputs) !== "Disabled" || before === undefined || before === "Disabled") return undefined;
  const reason = "versioning_configuration.status cannot be updated from 'Enabled' or 'Suspended' to 'Disabled'";
  return { property: "versioningConfiguration.status", reason };
}

/** What is wrong with the inputs of a type beyond what the facts hold in tables. */
export function checkPlan(token: string, inputs: Properties, old: Properties | undefined): Failure[] {
  return [wrongRegion(inputs), ...(planChecks[token]?.(inputs, old) ?? [])].filter((failure) => failure !== undefined);
}

function given(inputs: Properties, name: string): boolean {
  return inputs[name] !== undefined;
}

function needed(inputs: Properties, name: string, by: string): Failure | undefined {
  return given(inputs, name) ? undefined : { property: name, reason: `Expected ${name} for ${by}.` };
}

function fifoOnly(inputs: Properties, name: string, fifo: string): Failure | undefined {
  if (!given(inputs, name) || inputs[name] === false || inputs[fifo] === true) return undefined;
  return { property: name, reason: `Cannot set ${name} because ${fifo} is not true.` };
}

function items(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** Every attribute of a table has to serve a key or an index. */
function unindexed(inputs: Properties): (Failure | undefined)[] {
  const used = new Set<Value | undefined>(["hashKey", "rangeKey"].map((key) => inputs[key]));
  for (const index of [...items(inputs["globalSecondaryIndexes"]), ...items(inputs["localSecondaryIndexes"])]) {
    if (!isObject(index)) return [];
    used.add(index["hashKey"]).add(index["rangeKey"]);
    for (const key of items(index["keySchemas"])) if (isObject(key)) used.add(key["attributeName"]);
  }
  return items(inputs["attributes"]).map((attribute, at) =>
    isObject(attribute) && !used.has(attribute["name"])
      ? {
          property: `attributes[${String(at)}]`,
          reason: `Cannot declare attribute ${JSON.stringify(attribute["name"])} because no key or index uses it.`,
        }
      : undefined,
  );
}

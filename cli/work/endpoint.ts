import {
  bounded,
  exactly,
  hours,
  known,
  mebibytes,
  milliseconds,
  type EndpointUsage,
  type Estimate,
} from "../../carbon";
import { InputError } from "../input-error";
import { bags, number, plain, positive, text, textAt } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { Bag, StackResource } from "../stack/stack-resource";
import { amountOf, type Amount, type Knobs } from "../usage/amount";
import { rangeOf, sumFigures, timesFigures, type Figures } from "./figures";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { stated } from "./machines";

const configurationType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const targetType = "aws:appautoscaling/target:Target";

/** `aws:sagemaker/endpoint:Endpoint`, with its configuration and what scales it. */
export const endpoint: Recogniser = {
  knobs: ["instances", "hoursPerMonth", "utilisation", "requestsPerMonth", "millisecondsPerRequest"],
  find: (resource, around) => {
    const configuration = configurationOf(resource, around.index);
    if (configuration === undefined) return untold(missingConfiguration(resource));
    const variants = ["productionVariants", "shadowProductionVariants"].flatMap((name) =>
      bags(plain(configuration.inputs, [name]) ?? plain(configuration.outputs, [name])),
    );
    const isAsync = plain(configuration.inputs, ["asyncInferenceConfig"]) !== undefined;
    const alone = variants.length === 1;
    const parts = variants.map((variant) => variantPart(resource, variant, around, alone));
    const wrong = parts.find((part) => part.kind === "unestimated");
    if (wrong !== undefined) return wrong;
    const good = parts.filter((part) => part.kind === "part");
    if (good.length === 0) return untold("the variants of its configuration are not known yet");
    return {
      kind: "estimated",
      what: `${isAsync ? "asynchronous " : ""}endpoint: ${good.map((part) => part.what).join(" and ")}`,
      region: around.region,
      per: "month",
      figures: sumFigures(good.map((part) => part.figures)),
      runsPerMonth: 1,
      requests: around.knobs.requestsPerMonth ?? trafficOf(resource, around.index)?.requestsPerMonth,
    };
  },
};

interface Part {
  readonly kind: "part";
  readonly what: string;
  readonly figures: Figures;
}

function configurationOf(resource: StackResource, index: StackIndex): StackResource | undefined {
  const name = textAt(resource, "endpointConfigName");
  const named = name === undefined ? undefined : index.byAwsName(configurationType, name);
  return named ?? index.madeFrom(resource, "endpointConfigName", configurationType);
}

function missingConfiguration(resource: StackResource): string {
  const name = textAt(resource, "endpointConfigName");
  return name === undefined ? "its configuration is not known yet" : `its configuration "${name}" is not in the input`;
}

function variantPart(
  resource: StackResource,
  variant: Bag,
  around: Surroundings,
  alone: boolean,
): Part | Exclude<Finding, { kind: "estimated" }> {
  const serverless = plain(variant, ["serverlessConfig"]);
  if (serverless !== undefined) return serverlessPart(resource, serverless, around);
  const instanceType = text(variant["instanceType"]);
  if (instanceType === undefined) return untold("its instance type is not given, or known only after deployment");
  const { region, knobs, footprints } = around;
  const where = { region, instanceType, ...stated(knobs) };
  const awake = knobs.hoursPerMonth;
  const { machines, says } = instancesOf(resource, variant, around);
  const each =
    awake === undefined
      ? allMonth(resource, () => footprints.endpointMonth({ ...where, ...(alone ? requestsOf(knobs, machines) : {}) }))
      : footprints.asynchronousMonth({ ...where, hoursAwake: rangeOf(awake, hours) });
  const many = machines.kind === "known" && machines.low === 1 && machines.high === 1;
  return {
    kind: "part",
    what: many ? instanceType : `${says} x ${instanceType}`,
    figures: many ? each : timesFigures(each, machines),
  };
}

/** What one of so many machines is asked for, which gives its load; nothing where a load is stated or machines come and go. */
function requestsOf(
  { utilisation, requestsPerMonth, millisecondsPerRequest }: Knobs,
  machines: Estimate<number>,
): Pick<EndpointUsage, "requestsPerMonth" | "millisecondsPerRequest"> {
  if (utilisation !== undefined || requestsPerMonth === undefined || millisecondsPerRequest === undefined) return {};
  if (machines.kind !== "known" || machines.low !== machines.high || machines.low === 0) return {};
  const count = machines.low;
  return {
    requestsPerMonth: rangeOf(requestsPerMonth, (all) => all / count),
    millisecondsPerRequest: rangeOf(millisecondsPerRequest, milliseconds),
  };
}

/** More requests than machines can answer are a mistake of the usage file. */
function allMonth({ name }: StackResource, make: () => Figures): Figures {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message } = error;
    throw new InputError(`Cannot use the requests of "${name}": ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
}

/** How many machines serve: as stated, else between the bounds of what scales them, else as many as it starts with. */
function instancesOf(
  resource: StackResource,
  variant: Bag,
  { knobs, index }: Surroundings,
): { readonly machines: Estimate<number>; readonly says: string } {
  if (knobs.instances !== undefined) {
    const { low, likely, high } = rangeOf(knobs.instances, Number);
    const machines = known({ low, likely, high }, "number of machines as stated");
    return { machines, says: low === high ? String(low) : `${low}-${high}` };
  }
  const scaled = scalingOf(resource, variant, index);
  if (scaled === undefined || scaled.least === scaled.most) {
    const count = scaled?.least ?? positive(plain(variant, ["initialInstanceCount"])) ?? 1;
    return { machines: known(exactly(count), "number of machines as configured"), says: String(count) };
  }
  // Hours in which nothing serves are not among the hours that somebody stated.
  const least = knobs.hoursPerMonth === undefined ? scaled.least : Math.max(1, scaled.least);
  const { most } = scaled;
  const machines = bounded(least, most, "between the bounds of its scaling", "how many machines serve on average");
  return { machines, says: `${least}-${most}` };
}

function scalingOf(
  resource: StackResource,
  variant: Bag,
  index: StackIndex,
): { readonly least: number; readonly most: number } | undefined {
  const managed = plain(variant, ["managedInstanceScaling"]);
  if (text(plain(managed, ["status"])) === "ENABLED") {
    return between(plain(managed, ["minInstanceCount"]), plain(managed, ["maxInstanceCount"]));
  }
  const [name, variantName] = [textAt(resource, "name"), text(variant["variantName"])];
  const id = name === undefined || variantName === undefined ? undefined : `endpoint/${name}/variant/${variantName}`;
  const target =
    (id === undefined ? undefined : index.byAwsName(targetType, id)) ?? index.madeOf(resource.urn, targetType);
  if (target === undefined) return undefined;
  return between(plain(target.inputs, ["minCapacity"]), plain(target.inputs, ["maxCapacity"]));
}

function between(low: unknown, high: unknown): { readonly least: number; readonly most: number } | undefined {
  const [least, most] = [number(low) ?? 0, number(high)];
  return most === undefined || most < least ? undefined : { least, most };
}

function serverlessPart(
  resource: StackResource,
  config: unknown,
  around: Surroundings,
): Part | Exclude<Finding, { kind: "estimated" }> {
  const memory = positive(plain(config, ["memorySizeInMb"]));
  if (memory === undefined) return untold("its memory is not known yet");
  const { region, knobs, footprints } = around;
  const traffic = trafficOf(resource, around.index);
  const requests = knobs.requestsPerMonth ?? traffic?.requestsPerMonth;
  const each = knobs.millisecondsPerRequest ?? traffic?.millisecondsPerRequest;
  const warm = positive(plain(config, ["provisionedConcurrency"]));
  const what = `serverless, ${memory} MiB${warm === undefined ? "" : `, ${warm} kept warm`}`;
  if (requests === undefined) return untold(`${what}: requests in a month are not known`);
  const figures = footprints.serverlessMonth({
    region,
    memoryMib: mebibytes(memory),
    requestsPerMonth: rangeOf(requests, Number),
    millisecondsPerRequest: each === undefined ? undefined : rangeOf(each, milliseconds),
    ...(warm === undefined ? {} : { provisionedConcurrency: warm }),
  });
  return { kind: "part", what, figures };
}

interface Traffic {
  readonly requestsPerMonth: Amount | undefined;
  readonly millisecondsPerRequest: Amount | undefined;
}

/** What the owner of a component said about its traffic. */
function trafficOf({ parent }: StackResource, index: StackIndex): Traffic | undefined {
  const component = parent === undefined ? undefined : index.byUrn(parent);
  if (component === undefined || !component.type.startsWith("greenml:serving:")) return undefined;
  const daily = amountOf(plain(component.inputs, ["traffic", "requestsPerDay"]));
  return {
    requestsPerMonth: daily === undefined ? undefined : perMonth(daily),
    millisecondsPerRequest: amountOf(plain(component.inputs, ["traffic", "millisecondsPerRequest"])),
  };
}

function perMonth(daily: Amount): Amount {
  return rangeOf(daily, (one) => (one * 365) / 12);
}

import { hours, milliseconds, type EndpointUsage, type Estimate } from "../../carbon";
import { InputError } from "../input-error";
import { bags, plain, text, textAt } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { Bag, StackResource } from "../stack/stack-resource";
import type { Knobs } from "../usage/amount";
import { instancesOf } from "./endpoint-machines";
import { serverlessPart, type Part } from "./endpoint-serverless";
import { trafficOf, type Traffic } from "./endpoint-traffic";
import { rangeOf, sum, sumFigures, timesFigures, type Figures } from "./figures";
import { untold, type Recogniser, type Surroundings, type Unestimated } from "./finding";
import { unitsOfRequests } from "./functional-units";
import { stated } from "./machines";
import { measurableOf } from "./measured-usage";

const configurationType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";

/** `aws:sagemaker/endpoint:Endpoint`, with its configuration and what scales it. */
export const endpoint: Recogniser = {
  knobs: [
    "instances",
    "hoursPerMonth",
    "utilisation",
    "requestsPerMonth",
    "millisecondsPerRequest",
    "tokensPerMonth",
    "tokensPerRequest",
    "gigabyteSecondsPerMonth",
    "gigabytesPerMonthTo",
    "measured",
  ],
  measurable: measurableOf.endpoint,
  find: (resource, around) => {
    const configuration = configurationOf(resource, around.index);
    if (configuration === undefined) return untold(missingConfiguration(resource));
    const variants = ["productionVariants", "shadowProductionVariants"].flatMap((name) =>
      bags(plain(configuration.inputs, [name]) ?? plain(configuration.outputs, [name])),
    );
    const isAsync = plain(configuration.inputs, ["asyncInferenceConfig"]) !== undefined;
    const alone = variants.length === 1;
    const traffic = trafficOf(resource, around.index);
    const parts = variants.map((variant) => variantPart(resource, variant, around, { alone, traffic }));
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
      units:
        (alone ? good[0]?.units : undefined) ??
        unitsOfRequests(around.knobs, around.knobs.requestsPerMonth ?? traffic?.requestsPerMonth),
    };
  },
};

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
  { alone, traffic }: { readonly alone: boolean; readonly traffic: Traffic | undefined },
): Part | Unestimated {
  const serverless = plain(variant, ["serverlessConfig"]);
  if (serverless !== undefined) return serverlessPart(serverless, traffic, around);
  if (around.knobs.gigabyteSecondsPerMonth !== undefined) {
    throw new InputError(`Cannot use gigabyteSecondsPerMonth of "${resource.name}" because it is not serverless`);
  }
  const instanceType = text(plain(variant, ["instanceType"]));
  if (instanceType === undefined) return untold("its instance type is not given, or known only after deployment");
  const { region, knobs, footprints } = around;
  const awake = knobs.hoursPerMonth;
  const serving = instancesOf(resource, variant, around);
  if (serving === undefined) return untold("how many machines serve is known only after deployment");
  const { machines, says } = serving;
  const instanceCount = wholeOf(machines);
  const where = {
    region,
    instanceType,
    ...(instanceCount === undefined ? {} : { instanceCount }),
    ...stated(knobs, instanceType),
  };
  const each =
    awake === undefined
      ? allMonth(resource, () =>
          footprints.endpointMonth({ ...where, ...(alone ? requestsOf(knobs, machines, instanceCount) : {}) }),
        )
      : footprints.asynchronousMonth({ ...where, hoursAwake: rangeOf(awake, hours) });
  return {
    kind: "part",
    what: instanceCount === 1 ? instanceType : `${says} x ${instanceType}`,
    figures: instanceCount === undefined ? ofAll(each, machines) : each,
  };
}

/** A number of machines that the estimates take; undefined where it is a range, a mean or none at all. */
function wholeOf(machines: Estimate<number>): number | undefined {
  if (machines.kind !== "known" || machines.low !== machines.high) return undefined;
  return machines.low >= 1 && Number.isInteger(machines.low) ? machines.low : undefined;
}

/** What all machines cost; energy that was measured is that of all of them already. */
function ofAll(each: Figures, machines: Estimate<number>): Figures {
  const all = timesFigures(each, machines);
  if (each.measured?.some((one) => one.kilowattHours !== undefined) !== true) return all;
  const { energy, operational, marketBased, water } = each;
  return { ...all, energy, operational, marketBased, water, emissions: sum([operational, all.embodied]) };
}

/** What machines of an estimate are asked for, which gives their load; nothing where a load is stated or machines come and go. */
function requestsOf(
  { utilisation, requestsPerMonth, millisecondsPerRequest }: Knobs,
  machines: Estimate<number>,
  estimated = 1,
): Pick<EndpointUsage, "requestsPerMonth" | "millisecondsPerRequest"> {
  if (utilisation !== undefined || requestsPerMonth === undefined) return {};
  if (machines.kind !== "known" || machines.low !== machines.high || machines.low === 0) return {};
  const share = estimated / machines.low;
  return {
    requestsPerMonth: rangeOf(requestsPerMonth, (all) => all * share),
    ...(millisecondsPerRequest === undefined
      ? {}
      : { millisecondsPerRequest: rangeOf(millisecondsPerRequest, milliseconds) }),
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

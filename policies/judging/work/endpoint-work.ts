import { addFootprints, type Footprint, gigabytes, mebibytes, milliseconds, type Range } from "../../../carbon/index";
import { type EndpointJoins, reachesZero } from "../../reading/endpoint-scaling";
import { variantsOf, variantWords } from "../../reading/instance-choices";
import type { JudgedResource } from "../../reading/job-requests";
import { ifKnown } from "../../reading/known-yet";
import { countAt, type Fields, numberAt, partAt, textAt } from "../../reading/request-fields";
import { memorySizeAt, volumeSizeAt } from "../../reading/sizes";
import { footprints } from "./footprints";
import type { PieceParts, StackResource } from "./piece-of-work";

/**
 * What the variants of an endpoint configuration cost at all its endpoints, or at one where a stack holds none. Throws the
 * SDK's report where a preview does not know yet.
 */
export function endpointWork(configuration: StackResource, joins: EndpointJoins): readonly PieceParts[] {
  const endpointCount = Math.max(1, endpointCountOf(configuration, joins));
  return variantsOf(configuration.props).flatMap((variant) => {
    const what = `${variantWords(variant)} of ${configuration.name}`;
    const serverless = partAt(variant, "ServerlessConfig");
    if (serverless !== undefined) return [serverlessWork(what, serverless, endpointCount, configuration.parent)];
    const instanceType = textAt(variant, "InstanceType");
    if (instanceType === undefined) return [];
    const rests = reachesZero(variant, configuration.props, joins);
    const machines = { instanceType, instanceCount: (countAt(variant, "InitialInstanceCount") ?? 1) * endpointCount };
    return [
      {
        what,
        instanceTypes: [instanceType],
        rhythm: rests ? ("use" as const) : ("month" as const),
        features: rests && partAt(configuration.props, "AsyncInferenceConfig") === undefined ? ["scaleToZero"] : [],
        footprintIn: rests
          ? (region: string) => footprints.asynchronousMonth({ region, ...machines, hoursAwake: undefined })
          : (region: string) =>
              withVolume(
                footprints.endpointMonth({ region, ...machines }),
                region,
                (volumeSizeAt(variant) ?? 0) * machines.instanceCount,
              ),
      },
    ];
  });
}

/** How many endpoints of a stack run a configuration; one whose configuration a preview does not know yet counts for none. */
function endpointCountOf({ props }: StackResource, { endpoints }: EndpointJoins): number {
  const name = ifKnown(() => textAt(props, "Name"));
  if (name === undefined) return 0;
  return endpoints.filter((reading) => reading.known && reading.value.configuration === name).length;
}

function withVolume(machines: Footprint, region: string, size: number): Footprint {
  if (size === 0) return machines;
  return addFootprints("month", [
    machines,
    footprints.storageMonth({ region, kind: "ebs-ssd", gigabytes: gigabytes(size) }),
  ]);
}

/** Copies kept warm run all month; without them, and without stated traffic, a month depends on the calls. */
function serverlessWork(
  what: string,
  serverless: Fields,
  endpointCount: number,
  component: JudgedResource | undefined,
): PieceParts {
  const memory = memorySizeAt(serverless);
  const warm = (countAt(serverless, "ProvisionedConcurrency") ?? 0) * endpointCount;
  const traffic = trafficOf(component);
  const piece = { what, features: ["serverless" as const] };
  if (warm === 0 && traffic === undefined) return { ...piece, rhythm: "use" };
  if (memory === undefined) return piece;
  return {
    ...piece,
    footprintIn: (region) =>
      footprints.serverlessMonth({
        region,
        memoryMib: mebibytes(memory),
        ...(traffic ?? { requestsPerMonth: 0, millisecondsPerRequest: milliseconds(0) }),
        ...(warm > 0 ? { provisionedConcurrency: warm } : {}),
      }),
  };
}

/** What the owner of one of our components says about its traffic. */
function trafficOf(
  component: JudgedResource | undefined,
): Pick<Parameters<typeof footprints.serverlessMonth>[0], "requestsPerMonth" | "millisecondsPerRequest"> | undefined {
  if (component?.type !== "greenml:serving:ServerlessEndpoint") return undefined;
  const daily = rangeAt(component.props, (one) => (one * 365) / 12, "Traffic", "RequestsPerDay");
  if (daily === undefined) return undefined;
  return {
    requestsPerMonth: daily,
    millisecondsPerRequest: rangeAt(component.props, milliseconds, "Traffic", "MillisecondsPerRequest"),
  };
}

function rangeAt<Q extends number>(
  fields: Fields,
  make: (value: number) => Q,
  ...path: readonly string[]
): Range<Q> | undefined {
  const single = numberAt(fields, ...path);
  const [low, likely, high] = ["low", "likely", "high"].map((end) => single ?? numberAt(fields, ...path, end));
  if (low === undefined || likely === undefined || high === undefined) return undefined;
  if (!(low >= 0 && low <= likely && likely <= high)) return undefined;
  return { low: make(low), likely: make(likely), high: make(high) };
}

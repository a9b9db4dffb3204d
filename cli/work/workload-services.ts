import { gigabytes } from "../../carbon";
import type { Amount } from "../usage/amount";
import { environment } from "./environment";
import { rangeOf, type Figures } from "./figures";
import type { Footprints } from "./footprints";
import { gigabytesText } from "./storage";
import type { Of } from "./workload-kinds";
import type { Described } from "./workload-machines";

/** Work without machines of its own. */
export type OfService = Of<"serverless" | "lambda" | "storage" | "dynamodb" | "natGateway">;

/** Each place that data may lie in, as people call it. */
const storeNames: Readonly<Record<Of<"storage">["store"], string>> = {
  s3: "S3",
  "ebs-ssd": "EBS on flash",
  "ebs-hdd": "EBS on disks",
  efs: "EFS",
  ecr: "images in ECR",
  dynamodb: "DynamoDB storage",
};

/** The figures of a month of a service. */
export function ofService(entry: OfService, footprints: Footprints): Described {
  if (entry.kind === "serverless") return serverless(entry, footprints);
  if (entry.kind === "lambda") return lambda(entry, footprints);
  if (entry.kind === "storage") return storage(entry, footprints);
  return entry.kind === "dynamodb" ? dynamodb(entry, footprints) : natGateway(entry, footprints);
}

/** What so many requests to a service of environments emit in a month, gCO2e. */
export function emittedBy(
  entry: Of<"serverless" | "lambda">,
  requestsPerMonth: number,
  millisecondsPerRequest: Amount | undefined,
  footprints: Footprints,
): Figures["emissions"] {
  const asked = { ...entry, requestsPerMonth, millisecondsPerRequest };
  return ofService(asked, footprints).figures.emissions;
}

function serverless(entry: Of<"serverless">, footprints: Footprints): Described {
  const figures = footprints.serverlessMonth({ region: entry.region, ...askedOf(entry) });
  return { what: `serverless, ${entry.memoryMib} MiB`, figures };
}

function lambda(entry: Of<"lambda">, footprints: Footprints): Described {
  const { region, memoryMib, architecture } = entry;
  const figures = footprints.lambdaMonth({ region, ...askedOf(entry), architecture });
  return { what: `Lambda function, ${memoryMib} MiB`, figures };
}

function askedOf(entry: Of<"serverless" | "lambda">) {
  const { memoryMib, requestsPerMonth, millisecondsPerRequest, provisionedConcurrency } = entry;
  return {
    ...environment(memoryMib, requestsPerMonth, millisecondsPerRequest),
    ...(provisionedConcurrency === undefined ? {} : { provisionedConcurrency }),
  };
}

function storage({ region, store, gigabytes: kept }: Of<"storage">, footprints: Footprints): Described {
  const amount = rangeOf(kept, gigabytes);
  const figures = footprints.storageMonth({ region, kind: store, gigabytes: amount });
  return { what: `${storeNames[store]}, ${gigabytesText(amount)}`, figures };
}

function dynamodb(entry: Of<"dynamodb">, footprints: Footprints): Described {
  const { region, gigabytes: kept, readsPerMonth, writesPerMonth } = entry;
  const figures = footprints.dynamoDbMonth({
    region,
    gigabytes: rangeOf(kept, gigabytes),
    readsPerMonth: rangeOf(readsPerMonth, Number),
    writesPerMonth: rangeOf(writesPerMonth, Number),
  });
  return { what: "DynamoDB table", figures };
}

function natGateway({ region, gigabytesPerMonth }: Of<"natGateway">, footprints: Footprints): Described {
  const through = gigabytesPerMonth === undefined ? undefined : rangeOf(gigabytesPerMonth, gigabytes);
  return { what: "NAT gateway", figures: footprints.natGatewayMonth({ region, gigabytes: through }) };
}

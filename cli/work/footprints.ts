import {
  asynchronousMonthFootprint,
  dynamoDbMonthFootprint,
  ec2MonthFootprint,
  endpointMonthFootprint,
  lambdaMonthFootprint,
  inferenceComponentMonthFootprint,
  notebookMonthFootprint,
  processingFootprint,
  serverlessMonthFootprint,
  storageMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  type Footprint,
  type GridSignal,
} from "../../carbon";
import type { Figures } from "./figures";

const kinds = {
  training: trainingFootprint,
  tuning: tuningFootprint,
  transform: transformFootprint,
  processing: processingFootprint,
  endpointMonth: endpointMonthFootprint,
  serverlessMonth: serverlessMonthFootprint,
  asynchronousMonth: asynchronousMonthFootprint,
  notebookMonth: notebookMonthFootprint,
  ec2Month: ec2MonthFootprint,
  inferenceComponentMonth: inferenceComponentMonthFootprint,
  lambdaMonth: lambdaMonthFootprint,
  storageMonth: storageMonthFootprint,
  dynamoDbMonth: dynamoDbMonthFootprint,
} as const;
type Kinds = typeof kinds;

/** The estimates, each of which is made once for the same work: large stacks repeat themselves. */
export type Footprints = { readonly [Kind in keyof Kinds]: (usage: Parameters<Kinds[Kind]>[0]) => Figures };

/** Estimates that remember what they have made, by one signal of the grids. */
export function footprints(signal: GridSignal = "average"): Footprints {
  return {
    training: remembered(kinds.training, signal),
    tuning: remembered(kinds.tuning, signal),
    transform: remembered(kinds.transform, signal),
    processing: remembered(kinds.processing, signal),
    endpointMonth: remembered(kinds.endpointMonth, signal),
    serverlessMonth: remembered(kinds.serverlessMonth, signal),
    asynchronousMonth: remembered(kinds.asynchronousMonth, signal),
    notebookMonth: remembered(kinds.notebookMonth, signal),
    ec2Month: remembered(kinds.ec2Month, signal),
    inferenceComponentMonth: remembered(kinds.inferenceComponentMonth, signal),
    lambdaMonth: remembered(kinds.lambdaMonth, signal),
    storageMonth: remembered(kinds.storageMonth, signal),
    dynamoDbMonth: remembered(kinds.dynamoDbMonth, signal),
  };
}

function remembered<Asked extends object>(
  make: (usage: Asked) => Footprint,
  signal: GridSignal,
): (usage: Asked) => Figures {
  const made = new Map<string, Figures>();
  return (usage) => {
    const key = JSON.stringify(usage);
    const before = made.get(key);
    if (before !== undefined) return before;
    const figures = figuresOf(make({ ...usage, signal }));
    made.set(key, figures);
    return figures;
  };
}

function figuresOf({ energy, operational, embodied, emissions, marketBased, water, cost }: Footprint): Figures {
  return { energy, operational, embodied, emissions, marketBased, water: water.onSite, cost };
}

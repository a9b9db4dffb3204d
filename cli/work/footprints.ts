import {
  asynchronousMonthFootprint,
  dynamoDbMonthFootprint,
  endpointMonthFootprint,
  lambdaMonthFootprint,
  notebookMonthFootprint,
  processingFootprint,
  serverlessMonthFootprint,
  storageMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  type Footprint,
} from "../../carbon";

const kinds = {
  training: trainingFootprint,
  tuning: tuningFootprint,
  transform: transformFootprint,
  processing: processingFootprint,
  endpointMonth: endpointMonthFootprint,
  serverlessMonth: serverlessMonthFootprint,
  asynchronousMonth: asynchronousMonthFootprint,
  notebookMonth: notebookMonthFootprint,
  lambdaMonth: lambdaMonthFootprint,
  storageMonth: storageMonthFootprint,
  dynamoDbMonth: dynamoDbMonthFootprint,
} as const;
type Kinds = typeof kinds;

/** The estimates, each of which is made once for the same work: large stacks repeat themselves. */
export type Footprints = { readonly [Kind in keyof Kinds]: (usage: Parameters<Kinds[Kind]>[0]) => Footprint };

/** Estimates that remember what they have made. */
export function footprints(): Footprints {
  return {
    training: remembered(kinds.training),
    tuning: remembered(kinds.tuning),
    transform: remembered(kinds.transform),
    processing: remembered(kinds.processing),
    endpointMonth: remembered(kinds.endpointMonth),
    serverlessMonth: remembered(kinds.serverlessMonth),
    asynchronousMonth: remembered(kinds.asynchronousMonth),
    notebookMonth: remembered(kinds.notebookMonth),
    lambdaMonth: remembered(kinds.lambdaMonth),
    storageMonth: remembered(kinds.storageMonth),
    dynamoDbMonth: remembered(kinds.dynamoDbMonth),
  };
}

function remembered<Asked>(make: (usage: Asked) => Footprint): (usage: Asked) => Footprint {
  const made = new Map<string, Footprint>();
  return (usage) => {
    const key = JSON.stringify(usage);
    const before = made.get(key);
    if (before !== undefined) return before;
    const footprint = make(usage);
    made.set(key, footprint);
    return footprint;
  };
}

import {
  asynchronousMonthFootprint,
  ec2MonthFootprint,
  endpointMonthFootprint,
  type Footprint,
  notebookMonthFootprint,
  processingFootprint,
  serverlessMonthFootprint,
  storageMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
} from "../../../carbon/index";

/** The estimates that stack rules ask for, each made once for the same usage: large stacks repeat themselves. */
export const footprints = {
  asynchronousMonth: remembered(asynchronousMonthFootprint),
  ec2Month: remembered(ec2MonthFootprint),
  endpointMonth: remembered(endpointMonthFootprint),
  notebookMonth: remembered(notebookMonthFootprint),
  processing: remembered(processingFootprint),
  serverlessMonth: remembered(serverlessMonthFootprint),
  storageMonth: remembered(storageMonthFootprint),
  training: remembered(trainingFootprint),
  transform: remembered(transformFootprint),
  tuning: remembered(tuningFootprint),
} as const;

function remembered<Usage>(make: (usage: Usage) => Footprint): (usage: Usage) => Footprint {
  const made = new Map<string, Footprint>();
  return (usage) => {
    const key = JSON.stringify(usage);
    const footprint = made.get(key) ?? make(usage);
    made.set(key, footprint);
    return footprint;
  };
}

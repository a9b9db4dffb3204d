import {
  asynchronousMonthFootprint,
  dataTransferFootprint,
  dynamoDbMonthFootprint,
  ec2MonthFootprint,
  endpointMonthFootprint,
  inferenceComponentMonthFootprint,
  lambdaMonthFootprint,
  natGatewayMonthFootprint,
  notebookMonthFootprint,
  processingFootprint,
  publicTransferFootprint,
  serverlessMonthFootprint,
  storageMonthFootprint,
  trainingFootprint,
  transformFootprint,
  tuningFootprint,
  type Footprint,
  type GridSignal,
  type MachineUsage,
} from "../../carbon";
import { InputError } from "../input-error";
import type { Measurable } from "../usage/measured";
import type { Figures } from "./figures";
import { measurableOf, typeMeasurements, type TypeMeasurements } from "./measured-usage";

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
  natGatewayMonth: natGatewayMonthFootprint,
  dataTransfer: dataTransferFootprint,
  publicTransfer: publicTransferFootprint,
} as const;
type Kinds = typeof kinds;

/** The estimates, each of which is made once for the same work: large stacks repeat themselves. */
export type Footprints = { readonly [Kind in keyof Kinds]: (usage: Parameters<Kinds[Kind]>[0]) => Figures };

/** Estimates that remember what they have made, by one signal of the grids and with what was measured of instance types. */
export function footprints(
  signal: GridSignal = "average",
  ofTypes: TypeMeasurements = typeMeasurements([]),
): Footprints {
  const all = { signal, ofTypes };
  return {
    training: ofMachines(kinds.training, all, measurableOf.run),
    tuning: ofMachines(kinds.tuning, all, measurableOf.run),
    transform: ofMachines(kinds.transform, all, measurableOf.batch),
    processing: ofMachines(kinds.processing, all, measurableOf.run),
    endpointMonth: ofMachines(kinds.endpointMonth, all, measurableOf.endpoint),
    serverlessMonth: ofNoMachines(kinds.serverlessMonth, signal),
    asynchronousMonth: ofMachines(kinds.asynchronousMonth, all, measurableOf.endpoint),
    notebookMonth: ofMachines(kinds.notebookMonth, all, measurableOf.machine),
    ec2Month: ofMachines(kinds.ec2Month, all, measurableOf.machine),
    inferenceComponentMonth: ofMachines(kinds.inferenceComponentMonth, all, measurableOf.machine),
    lambdaMonth: ofNoMachines(kinds.lambdaMonth, signal),
    storageMonth: ofNoMachines(kinds.storageMonth, signal),
    dynamoDbMonth: ofNoMachines(kinds.dynamoDbMonth, signal),
    natGatewayMonth: ofNoMachines(kinds.natGatewayMonth, signal),
    dataTransfer: ofNoMachines(kinds.dataTransfer, signal),
    publicTransfer: ofNoMachines(kinds.publicTransfer, signal),
  };
}

interface Common {
  readonly signal: GridSignal;
  readonly ofTypes: TypeMeasurements;
}

function ofNoMachines<Asked extends object>(
  make: (usage: Asked) => Footprint,
  signal: GridSignal,
): (usage: Asked) => Figures {
  return remembered((usage: Asked) => figuresOf(make({ ...usage, signal })));
}

function ofMachines<Asked extends Pick<MachineUsage, "instanceType" | "measured">>(
  make: (usage: Asked) => Footprint,
  { signal, ofTypes }: Common,
  kind: readonly Measurable[],
): (usage: Asked) => Figures {
  return remembered((usage: Asked) => {
    const closer = usage.measured ?? [];
    const measured = [...closer, ...ofTypes.of(usage.instanceType, kind, closer)];
    if (measured.length === 0) return figuresOf(make({ ...usage, signal }));
    return { ...figuresOf(agreeing(() => make({ ...usage, signal, measured }))), measured };
  });
}

function remembered<Asked extends object>(make: (usage: Asked) => Figures): (usage: Asked) => Figures {
  const made = new Map<string, Figures>();
  return (usage) => {
    const key = JSON.stringify(usage);
    const before = made.get(key);
    if (before !== undefined) return before;
    const figures = make(usage);
    made.set(key, figures);
    return figures;
  };
}

/** Measurements that contradict are a mistake of the file. */
function agreeing(make: () => Footprint): Footprint {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError && error.message.includes("they contradict")) throw new InputError(error.message);
    throw error;
  }
}

function figuresOf({ energy, operational, embodied, emissions, marketBased, water, cost }: Footprint): Figures {
  return { energy, operational, embodied, emissions, marketBased, water: water.onSite, cost };
}

import { hours, type Range } from "../../carbon";
import { plain, positive } from "../stack/property";
import { amountOf, type Knobs } from "../usage/amount";
import { rangeOf, sumFigures } from "./figures";
import { untold, type Recogniser } from "./finding";
import { unitsOfBatch } from "./functional-units";
import { inside, machinesOf, machinesText, stated } from "./machines";
import { measurableOf } from "./measured-usage";

/** `greenml:jobs:TransformJob`; a completed run brings its own hours, a component its owner's expectation. */
export const transformJobOfOurs: Recogniser = {
  knobs: ["hours", "utilisation", "runsPerMonth", "inferencesPerRun", "tokensPerRun", "measured"],
  measurable: measurableOf.batch,
  find: ({ urn, inputs, parent }, { index, knobs, region, footprints }) => {
    const machines = machinesOf(inside(inputs, "request", "TransformResources"), "pascal");
    if (machines.length === 0) return untold("its instance type is not given, or known only after deployment");
    const completion = index.madeOf(urn, "greenml:jobs:TransformJobCompletion");
    const measured = positive(completion?.outputs["transformHours"]);
    const component = parent === undefined ? undefined : index.byUrn(parent);
    const expected = amountOf(component === undefined ? undefined : plain(component.inputs, ["expectedHours"]));
    const amount = knobs.hours ?? measured ?? expected;
    const figures = machines.map((one) =>
      footprints.transform({
        region,
        ...one,
        hours: amount === undefined ? undefined : rangeOf(amount, hours),
        ...rowsOf(knobs),
        ...stated(knobs, one.instanceType),
      }),
    );
    const basis = knobs.hours === undefined && measured !== undefined ? ", hours as measured" : "";
    return {
      kind: "estimated",
      what: `batch transform on ${machinesText(machines)}${basis}`,
      region,
      per: "run",
      figures: sumFigures(figures),
      runsPerMonth: knobs.runsPerMonth ?? 1,
      units: unitsOfBatch(knobs),
    };
  },
};

/** Inferences of a run, for the estimates. */
export function rowsOf({ inferencesPerRun }: Pick<Knobs, "inferencesPerRun">): { readonly rows?: Range } {
  return inferencesPerRun === undefined ? {} : { rows: rangeOf(inferencesPerRun, Number) };
}

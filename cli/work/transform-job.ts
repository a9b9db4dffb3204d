import { hours, type Range } from "../../carbon";
import { plain, positive } from "../stack/property";
import { amountOf, type Amount, type Knobs } from "../usage/amount";
import { saysHours, withCompletion } from "./completed-run";
import { rangeOf, sumFigures } from "./figures";
import { untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { unitsOfBatch } from "./functional-units";
import { inside, machinesOf, machinesText, stated } from "./machines";
import { measurableOf } from "./measured-usage";

/** `greenml:jobs:TransformJob`; a completed run brings its own hours, a component its owner's expectation. */
export const transformJobOfOurs: Recogniser = {
  knobs: ["hours", "utilisation", "runsPerMonth", "inferencesPerRun", "tokensPerRun", "measured"],
  measurable: measurableOf.batch,
  find: ({ urn, inputs, parent }, around) => {
    const { index, knobs } = around;
    const completion = index.madeOf(urn, "greenml:jobs:TransformJobCompletion");
    const measured = saysHours(knobs) ? undefined : positive(completion?.outputs["transformHours"]);
    const component = parent === undefined ? undefined : index.byUrn(parent);
    const expected = amountOf(component === undefined ? undefined : plain(component.inputs, ["expectedHours"]));
    const finding = transformFinding(inside(inputs, "request"), measured ?? expected, around);
    if (finding.kind !== "estimated" || measured === undefined) return finding;
    return withCompletion({ ...finding, what: `${finding.what}, hours as measured` }, completion, "transformHours");
  },
};

/** A request for a transform job, of a resource or of a pipeline's step; `expected` are its hours where nobody states them. */
export function transformFinding(
  request: unknown,
  expected: Amount | undefined,
  { knobs, region, footprints }: Surroundings,
): Finding {
  const machines = machinesOf(plain(request, ["TransformResources"]), "pascal");
  if (machines.length === 0) return untold("its machines are not given, or known only after deployment");
  const amount = knobs.hours ?? expected;
  const time = amount === undefined ? undefined : rangeOf(amount, hours);
  const figures = machines.map((one) =>
    footprints.transform({ region, ...one, hours: time, ...rowsOf(knobs), ...stated(knobs, one.instanceType) }),
  );
  return {
    kind: "estimated",
    what: `batch transform on ${machinesText(machines)}`,
    region,
    per: "run",
    figures: sumFigures(figures),
    runsPerMonth: knobs.runsPerMonth ?? 1,
    units: unitsOfBatch(knobs),
  };
}

/** Inferences of a run, for the estimates. */
export function rowsOf({ inferencesPerRun }: Pick<Knobs, "inferencesPerRun">): { readonly rows?: Range } {
  return inferencesPerRun === undefined ? {} : { rows: rangeOf(inferencesPerRun, Number) };
}

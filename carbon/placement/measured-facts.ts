import type { Instance } from "../catalog/instance";
import { inOrder } from "../catalog/order";
import type { Measurable } from "../estimate/measurement";
import { spread } from "../units/range";
import { fullName } from "./full-name";
import { measurables } from "./measured-work";
import type { Evidence, MeasuredFact } from "./placement";
import type { PlacementRequest } from "./placement-request";
import type { WorkClock } from "./work-clock";

/** The evidence of a clock with everything that was measured, and why something of it does not enter. */
export function evidenceOf(
  { use, work: { measured = [] } }: PlacementRequest,
  { evidence, readsSpeeds }: WorkClock,
  compared: readonly string[],
  reference: Instance | undefined,
): Evidence {
  if (measured.length === 0) return evidence;
  const types = new Set(compared);
  const unusedBecause = (type: string, quantity: Measurable): string | undefined => {
    const isBase = quantity === "hours" && type === reference?.type;
    if (quantity === "hours" && use === "endpoint") return "an endpoint is on all month";
    if (!types.has(type) && !isBase) return `${type} is not among the types that were compared`;
    return quantity === "inferencesPerSecond" && !readsSpeeds ? "the work is not stated in rows" : undefined;
  };
  const facts = measured.flatMap((one) => {
    const type = fullName(one.instanceType);
    return measurables.flatMap((quantity): readonly MeasuredFact[] => {
      const value = one[quantity];
      if (value === undefined) return [];
      const unused = unusedBecause(type, quantity);
      const { low, likely, high } = spread<number>(value);
      const { date, source } = one;
      return [
        { instanceType: type, quantity, low, likely, high, date, source, ...(unused !== undefined && { unused }) },
      ];
    });
  });
  const byType = inOrder<MeasuredFact>((one) => [
    one.instanceType,
    measurables.indexOf(one.quantity),
    one.date,
    one.source,
    one.likely,
  ]);
  return { ...evidence, measurements: facts.toSorted(byType) };
}

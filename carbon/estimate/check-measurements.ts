import { checkMeasuredPower } from "./check-measured-power";
import { measuredOf, type Measurable, type Measurement } from "./measurement";

const described: ReadonlySet<string> = new Set(["instanceType", "date", "source"]);

/** Throws RangeError, in one sentence that names both, where two measurements of one type contradict. */
export function checkMeasurements(measured: readonly Measurement[]): void {
  for (const one of measured) {
    const quantities = Object.keys(one).filter((name) => !described.has(name)) as Measurable[];
    for (const quantity of quantities) measuredOf(measured, one.instanceType, quantity);
    checkMeasuredPower(measured, one.instanceType);
  }
}

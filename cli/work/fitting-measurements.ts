import { InputError } from "../input-error";
import { bareType, type Measured } from "../usage/measured";
import type { Finding } from "./finding";

/** Refuses what was measured on machines that the thing does not run on, or of which nobody can tell what it was measured on. */
export function refuseUnfitMeasurements(name: string, measured: readonly Measured[], finding: Finding): void {
  if (finding.kind === "unestimated") return;
  const used = finding.figures.measured ?? [];
  const types = new Set(used.map((one) => bareType(one.instanceType)));
  const stray = measured.find((one) => one.instanceType !== undefined && !types.has(bareType(one.instanceType)));
  if (stray !== undefined) {
    throw new InputError(
      `Cannot use the measurement of ${stray.date} (${stray.source}) for "${name}" because it is of ${stray.instanceType ?? ""}, and what runs is ${finding.what}`,
    );
  }
  if (used.length === 0) {
    throw new InputError(
      `Cannot use what was measured of "${name}" because no machines of its own run: ${finding.what}`,
    );
  }
  if (types.size > 1 && measured.some((one) => one.instanceType === undefined)) {
    throw new InputError(
      `Expected instanceType in each measurement of "${name}" because it runs on several types: ${finding.what}`,
    );
  }
  const metered = used.filter((one) => one.kilowattHours !== undefined);
  const said = measured.filter((one) => one.kilowattHours !== undefined).length;
  if (metered.length > said) {
    throw new InputError(
      `Cannot use the kilowattHours measured of "${name}" because they cannot be shared out among ${finding.what}`,
    );
  }
}

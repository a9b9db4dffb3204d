import { checkMeasurements, type Measurement } from "../../carbon";
import { InputError } from "../input-error";
import { measurementsOf } from "../work/measured-usage";
import type { Measured } from "./measured";

/** Stands for the one type of a thing whose measurements name none. */
const itsOwn = "it";

/** Refuses measurements of one thing that cannot all be true, in one sentence that names two of them. */
export function refuseContradictions(measured: readonly Measured[], key: string, file: string): void {
  agreeingMeasurements(measured, key, file);
}

/** Measurements as the estimates take them; refuses two that contradict. */
export function agreeingMeasurements(measured: readonly Measured[], key: string, file: string): readonly Measurement[] {
  const found = measurementsOf(measured, itsOwn);
  try {
    checkMeasurements(found);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message } = error;
    throw new InputError(`Cannot use ${file} because of ${key}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
  return found;
}

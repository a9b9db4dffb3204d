import { coefficient } from "../catalog/coefficients";
import { hours, type Hours } from "../units/quantities";

/** Hours of a month. */
export function hoursPerMonth(): Hours {
  return hours(coefficient("time", "hours_per_month").likely);
}

import { refusal } from "../configuration/rule-settings";
import { isDay } from "./calendar-day";

/** Environment variable with the day, YYYY-MM-DD, that is judged on; today when unset. */
const DAY_VARIABLE = "GREENML_POLICIES_DAY";

/** The day that exemptions, evidence and dates of support are judged on, YYYY-MM-DD, from the environment or a clock. */
export function judgingDay(environment: Readonly<Record<string, string | undefined>>, now: Date): string {
  const day = environment[DAY_VARIABLE] ?? "";
  if (day === "") return now.toISOString().slice(0, 10);
  if (isDay(day)) return day;
  throw refusal(`Expected ${DAY_VARIABLE} as YYYY-MM-DD, got "${day}"`);
}

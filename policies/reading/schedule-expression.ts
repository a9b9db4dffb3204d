const HOURS_OF_MONTH = 730;
const unitHours: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };
const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
/** Any year without a leap day. */
const YEAR = 2027;

/** How often EventBridge Scheduler starts something in a mean month; undefined for an expression that says no rhythm. */
export function runsPerMonthOf(expression: string): number | undefined {
  const [, kind, inside = ""] = /^(rate|cron)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === "rate") return rateOf(inside);
  return kind === "cron" ? cronOf(inside) : undefined;
}

function rateOf(text: string): number | undefined {
  const [, value, unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const each = Number(value) * (unitHours[unit] ?? Number.NaN);
  return each > 0 ? HOURS_OF_MONTH / each : undefined;
}

/** Six fields: minutes, hours, day of month, month, day of week, year (EventBridge Scheduler user guide, schedule-types). */
function cronOf(text: string): number | undefined {
  const [minute = "", hour = "", date = "", month = "", weekday = "", year = ""] = text.trim().split(/\s+/);
  if (year !== "*") return undefined;
  const often = [values(minute, 0, 59), values(hour, 0, 23)];
  const days = daysOf(date, values(month, 1, 12, months), weekday);
  const parts = [...often.map((one) => one?.size), days];
  return parts.some((one) => one === undefined)
    ? undefined
    : parts.reduce<number>((all, one) => all * (one ?? 0), 1) / 12;
}

/** Days of a year; "L", "W" and "#" name one day of each month. */
function daysOf(date: string, inMonths: ReadonlySet<number> | undefined, weekday: string): number | undefined {
  if (inMonths === undefined) return undefined;
  if (/[LW#]/.test(date) || (/[L#]/.test(weekday) && weekday !== "L")) return inMonths.size;
  const [dates, weekdaysOf] = [values(date, 1, 31), values(weekday === "L" ? "SAT" : weekday, 1, 7, weekdays)];
  if (dates === undefined || weekdaysOf === undefined) return undefined;
  const all = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(YEAR, 0, index + 1)));
  return all.filter(
    (day) => inMonths.has(day.getUTCMonth() + 1) && dates.has(day.getUTCDate()) && weekdaysOf.has(day.getUTCDay() + 1),
  ).length;
}

/** The numbers that a field stands for; undefined where it is not a list of values, ranges and steps. */
function values(field: string, least: number, most: number, names: readonly string[] = []): Set<number> | undefined {
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const span = spanOf(part, least, most, names);
    if (!(span.first >= least && span.last <= most && span.first <= span.last)) return undefined;
    for (let value = span.first; value <= span.last; value += span.step) found.add(value);
  }
  return found;
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** A value, a range or a step; NaN where it is none of them. */
function spanOf(part: string, least: number, most: number, names: readonly string[]): Span {
  const [, from = "", to, every] = /^(\*|\?|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/i.exec(part) ?? [];
  const step = Math.max(1, Number(every ?? 1));
  if (from === "*" || from === "?") return { first: least, last: most, step };
  const first = numberOf(from, least, names);
  if (to !== undefined) return { first, last: numberOf(to, least, names), step };
  return { first, last: every === undefined ? first : most, step };
}

function numberOf(text: string, least: number, names: readonly string[]): number {
  const name = names.indexOf(text.toUpperCase());
  return name < 0 ? Number(text === "" ? Number.NaN : text) : name + least;
}

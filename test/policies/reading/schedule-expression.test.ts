import { runsPerMonthOf } from "../../../policies/reading/schedule-expression";

test.each([
  ["rate(1 day)", 730 / 24],
  ["rate(6 hours)", 730 / 6],
  ["rate(30 minutes)", 1460],
  ["cron(0 3 * * ? *)", 365 / 12],
  ["cron(0/15 8-17 ? * MON-FRI *)", (261 * 40) / 12],
  ["cron(30 2 1,15 * ? *)", 2],
  ["cron(0 0 L * ? *)", 1],
  ["cron(0 0 ? JAN,JUL 6#3 *)", 2 / 12],
  ["cron(0 6 ? * SUN *)", 52 / 12],
])("%s runs %d times in a mean month", (expression, often) => {
  expect(runsPerMonthOf(expression)).toBeCloseTo(often, 9);
});

test.each([
  "at(2026-12-01T00:00:00)",
  "rate(0 days)",
  "rate(1 week)",
  "cron(0 25 * * ? *)",
  "cron(0 3 * * ? 2027)",
  "",
])('says no number for "%s"', (expression) => {
  expect(runsPerMonthOf(expression)).toBeUndefined();
});

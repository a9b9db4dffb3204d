import { z } from "zod";

/** A figure, or a range around it, in a file. */
export const amount = z
  .union([
    z.number().nonnegative(),
    z
      .strictObject({
        low: z.number().nonnegative(),
        likely: z.number().nonnegative(),
        high: z.number().nonnegative(),
      })
      .refine(({ low, likely, high }) => low <= likely && likely <= high, "expected low <= likely <= high"),
  ])
  .describe("one figure, or { low, likely, high }");
/** A fraction, or a range around it, in a file. */
export const part = amount.refine(
  (value) => (typeof value === "number" ? value : value.high) <= 1,
  "expected a fraction from 0 to 1",
);

/** What a usage file may say about a resource: everything that neither state nor preview knows. */
export const knobs = z
  .strictObject({
    hours: amount.describe("Wall-clock hours of one run"),
    hoursPerTrial: amount.describe("Wall-clock hours of one trial of a tuning job"),
    trials: amount.describe("Trials that a tuning job runs"),
    runsPerMonth: amount.describe("Runs of a job in a month; one when left out"),
    hoursPerMonth: amount.describe("Hours that a machine is on in a month, at most 730"),
    instances: amount.describe("Machines of an endpoint that scales, on average over a month"),
    utilisation: part.describe("Load of the machines while they are on, 0 to 1"),
    requestsPerMonth: amount.describe("Requests in a month"),
    millisecondsPerRequest: amount.describe("Compute time of one request, milliseconds"),
    gigabytes: amount.describe("Data kept, GB on average over a month"),
    readsPerMonth: amount.describe("Read request units of a table in a month"),
    writesPerMonth: amount.describe("Write request units of a table in a month"),
  })
  .partial();

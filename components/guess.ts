import * as z from "zod";
import { plainObject } from "./plain-args";
import { hours, range, type Hours, type Spread } from "../carbon";

/** A figure, or a range with a best value. */
export type Guess = number | { readonly low: number; readonly likely: number; readonly high: number };

/** Checks a guess of something that takes part in a footprint. */
export const guess = z.union(
  [
    z.number().positive(),
    plainObject({ low: z.number().nonnegative(), likely: z.number().positive(), high: z.number().positive() }).refine(
      ({ low, likely, high }) => low <= likely && likely <= high,
      {
        error: "Expected {argument} in the order low, likely, high",
      },
    ),
  ],
  { error: "to be a number or an object of low, likely and high" },
);

/** A guess as carbon counts it. */
export function spreadOf<Q extends number>(guessed: Guess, convert: (value: number) => Q): Spread<Q> {
  if (typeof guessed === "number") return convert(guessed);
  return range(convert(guessed.low), convert(guessed.likely), convert(guessed.high));
}

/** Guessed hours. */
export function hoursOf(guessed: Guess): Spread<Hours> {
  return spreadOf(guessed, hours);
}

import { z } from "zod";

/** A cell that must hold text. */
export const text = z.string().min(1, "expected text");

/** A cell that may be blank; blank is unknown. */
export const optionalText = z.string().transform((cell) => (cell === "" ? undefined : cell));

/** A cell that must say yes or no. */
export const yesOrNo = z.enum(["yes", "no"]).transform((cell) => cell === "yes");

/** A cell with words between blanks; none when blank. */
export const words = z.string().transform((cell): readonly string[] => cell.split(" ").filter((word) => word !== ""));

/** A cell that must hold a quantity. */
export function quantity<Q>(make: (value: number) => Q): z.ZodType<Q, string> {
  return z.string().transform((cell, context) => {
    if (cell !== "") return made(cell, make, context);
    context.addIssue({ code: "custom", message: "expected a number, got a blank" });
    return z.NEVER;
  });
}

/** A cell that may be blank; blank is unknown, never zero. */
export function optionalQuantity<Q>(make: (value: number) => Q): z.ZodType<Q | undefined, string> {
  return z.string().transform((cell, context) => (cell === "" ? undefined : made(cell, make, context)));
}

/** The number as it is, for ratios, years and counts. */
export const bare = (value: number): number => value;

function made<Q>(cell: string, make: (value: number) => Q, context: z.RefinementCtx): Q {
  const value = Number(cell);
  if (Number.isFinite(value)) return make(value);
  context.addIssue({ code: "custom", message: `expected a number, got "${cell}"` });
  return z.NEVER;
}

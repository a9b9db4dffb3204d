/** Reads one cell; throws a sentence about the cell alone when it is wrong. */
export type Cell<Value> = (cell: string) => Value;

/** What the columns of a table hold. */
export type Columns = Readonly<Record<string, Cell<unknown>>>;

/** A row of such a table. */
export type RowOf<Table extends Columns> = { readonly [Column in keyof Table]: ReturnType<Table[Column]> };

/** A cell that must hold text. */
export const text: Cell<string> = (cell) => {
  if (cell !== "") return cell;
  throw new Error("expected text");
};

/** A cell that must hold text of a form. */
export function matching(form: RegExp, fault: string): Cell<string> {
  return (cell) => {
    if (form.test(cell)) return cell;
    throw new Error(fault);
  };
}

/** A cell that may be blank; blank is unknown. */
export const optionalText: Cell<string | undefined> = (cell) => (cell === "" ? undefined : cell);

/** A cell that holds one of some words. */
export function oneOf<const Word extends string>(...known: readonly Word[]): Cell<Word> {
  return (cell) => {
    const found = known.find((word) => word === cell);
    if (found !== undefined) return found;
    throw new Error(`expected ${known.join(" or ")}, got "${cell}"`);
  };
}

/** A cell that must say yes or no. */
export const yesOrNo: Cell<boolean> = (cell) => oneOf("yes", "no")(cell) === "yes";

/** A cell with words between blanks; none when blank. */
export const words: Cell<readonly string[]> = (cell) => cell.split(" ").filter((word) => word !== "");

/** No figure of a table comes near it; sums and products of larger ones would be no numbers any more. */
const LARGEST = 1e12;

/** A cell that must hold a quantity. */
export function quantity<Q>(make: (value: number) => Q): Cell<Q> {
  return (cell) => {
    if (cell === "") throw new Error("expected a number, got a blank");
    const value = Number(cell);
    if (Math.abs(value) > LARGEST) throw new Error(`expected at most ${LARGEST}, got ${value}`);
    if (Number.isFinite(value)) return make(value);
    throw new Error(`expected a number, got "${cell}"`);
  };
}

/** A cell that may be blank; blank is unknown, never zero. */
export function optionalQuantity<Q>(make: (value: number) => Q): Cell<Q | undefined> {
  const required = quantity(make);
  return (cell) => (cell === "" ? undefined : required(cell));
}

/** The number as it is, for years and for constants of either sign. */
export const bare = (value: number): number => value;

/** A number of at least 0, for counts and prices. */
export const notNegative = (value: number): number => {
  if (value >= 0) return value;
  throw new Error(`expected at least 0, got ${value}`);
};

/** A number above 0, for what is divided by. */
export const aboveZero = (value: number): number => {
  if (value > 0) return value;
  throw new Error(`expected more than 0, got ${value}`);
};

/** Characters that are written at a time: much less work than line by line, much less memory than all at once. */
const PIECE_LENGTH = 65_536;

/** A result whose lists may be made while they are printed. */
export type Printable<Result> = {
  readonly [Key in keyof Result]: Result[Key] extends readonly (infer Item)[] ? Iterable<Item> : Result[Key];
};

/** A result as JSON for machines: one line for each key, and one for each item of a list, so that lines can be searched. */
export function json(value: object): string {
  return [...lines(value)].join("");
}

/** Prints {@link json} in pieces, so that a large result is never in memory as a whole. */
export function printJson(value: object, out: (text: string) => void): void {
  let piece = "";
  for (const line of lines(value)) {
    piece += line;
    if (piece.length < PIECE_LENGTH) continue;
    out(piece);
    piece = "";
  }
  out(piece);
}

function* lines(value: object): Generator<string> {
  let before = "{\n";
  for (const [key, one] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    yield `${before}  ${JSON.stringify(key)}: `;
    yield* member(one);
    before = ",\n";
  }
  yield "\n}\n";
}

function* member(value: unknown): Generator<string> {
  if (!isList(value)) {
    yield JSON.stringify(value);
    return;
  }
  let before = "[";
  for (const item of value) {
    yield `${before}\n    ${JSON.stringify(item)}`;
    before = ",";
  }
  yield before === "[" ? "[]" : "\n  ]";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** Where the command writes: results to `out`, messages to `err`. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` is a terminal that shows bold and dim text; false when absent. */
  readonly colour?: boolean;
}

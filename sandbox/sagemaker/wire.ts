/** A value as AWS JSON 1.1 carries it, given its type in the AWS SDK: times are epoch seconds, required members are there. */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Member in keyof T]: Wire<Exclude<T[Member], undefined>> }
      : T;

export type JsonObject = Record<string, unknown>;

/** True for a JSON object, false for null, arrays and everything else. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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

/** An object's members that are there: those that may be undefined become optional, as exact optional members want it. */
export type Given<T> = {
  [Member in keyof T as undefined extends T[Member] ? Member : never]?: Exclude<T[Member], undefined>;
} & {
  [Member in keyof T as undefined extends T[Member] ? never : Member]: T[Member];
};

/** Leaves out members that are undefined. */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;
}

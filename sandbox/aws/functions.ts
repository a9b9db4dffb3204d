import type { Home } from "./resources";
import type { Properties } from "./values";

/** Answers a function of the provider. */
export function invoke(_home: Home, token: string, _inputs: Properties): Properties {
  throw new Error(`sandbox: Unknown function "${token}".`);
}

import type { Fields } from "./request-fields";
import { tagOf } from "./resource-tags";

const NOTHING = /^(|-|no|none|n\/a|false|missing|todo|tbd|pending|unknown)$/i;

/** Whether one of some tags says something: an owner's word where there is no record. */
export function isStatedByTag(props: Fields, keys: readonly string[]): boolean {
  return keys.some((key) => !NOTHING.test((tagOf(props, key) ?? "").trim()));
}

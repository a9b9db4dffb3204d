import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Value } from "./values";

/** What is known of one input of a resource; the file's `about` says where from. */
export interface InputFact {
  readonly type: string;
  readonly items?: string;
  readonly values?: string;
  readonly ref?: string;
  readonly required: boolean;
  readonly replaces: boolean | "unknown" | "partial" | "conditional";
  readonly replacesPaths?: Readonly<Record<string, boolean>>;
  readonly replacesWhen?: string;
  readonly default?: Value;
  readonly filled?: boolean;
  readonly filledValue?: Value;
  readonly json?: boolean;
}

/** How a name that is left out comes about. */
export interface AutonameFact {
  readonly prop: string;
  readonly max?: number;
  readonly awsMax?: number;
  readonly pattern?: string;
  readonly unless?: string;
  readonly lower?: boolean;
  readonly separator?: string;
  readonly prefix?: string;
  readonly fifoSuffix?: string;
  readonly logicalName?: boolean;
}

/** What is known of one resource type. */
export interface ResourceFact {
  readonly id: string;
  readonly autoname?: AutonameFact;
  readonly deleteBeforeReplace?: boolean;
  readonly aliases?: readonly string[];
  readonly inputs: Readonly<Record<string, InputFact>>;
  readonly outputs: Readonly<Record<string, { readonly type: string; readonly format: Value }>>;
  readonly nestedDefaults?: Readonly<Record<string, Value>>;
  readonly nestedFilled?: readonly string[];
  readonly conflicts?: readonly (readonly string[])[];
  readonly exactlyOneOf?: readonly (readonly string[])[];
  readonly atLeastOneOf?: readonly (readonly string[])[];
  readonly together?: readonly (readonly string[])[];
  readonly constraints?: Readonly<Record<string, string>>;
}

/** What is known of one function. */
export interface FunctionFact {
  readonly inputs: Readonly<
    Record<string, { readonly type: string; readonly required: boolean; readonly default?: Value }>
  >;
  readonly data?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Facts {
  readonly version: string;
  readonly resources: Readonly<Record<string, ResourceFact>>;
  readonly functions: Readonly<Record<string, FunctionFact>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The facts on the `aws` provider's types and functions. */
export const facts = JSON.parse(readFileSync(join(__dirname, "aws-resources.json"), "utf8")) as Facts;

const tokens = new Map(
  Object.entries(facts.resources).flatMap(([token, { aliases = [] }]) =>
    [token, ...aliases].map((name) => [name, token]),
  ),
);

/** A type under the token the facts know it by. */
export interface KnownType {
  readonly token: string;
  readonly fact: ResourceFact;
}

/** The type a token or one of its older names stands for. */
export function findType(token: string): KnownType | undefined {
  const known = tokens.get(token);
  const fact = known === undefined ? undefined : facts.resources[known];
  return known === undefined || fact === undefined ? undefined : { token: known, fact };
}

/** The type of a token; refuses one the sandbox does not hold, in a sentence that names what is near it. */
export function typeOf(token: string): KnownType {
  const known = findType(token);
  if (known !== undefined) return known;
  const service = /^aws:[^/]+/.exec(token)?.[0] ?? "";
  const beside = [...tokens.keys()].filter((name) => name.startsWith(`${service}/`));
  const near = nearest(token, beside.length > 0 ? beside : [...tokens.keys()], 3).join(", ");
  throw new Error(
    `sandbox: Unknown type "${token}": the stand-in for aws knows ${tokens.size} names, near it ${near}.`,
  );
}

/** The names out of `known` that look most like `name`, best first; ties by name. */
export function nearest(name: string, known: readonly string[], count = 1): readonly string[] {
  const ranked = known.map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }));
  ranked.sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1));
  return ranked.slice(0, count).map(({ one }) => one);
}

/** Levenshtein's distance: how many letters to add, drop or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

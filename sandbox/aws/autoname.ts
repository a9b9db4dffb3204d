import { createHash, randomBytes } from "node:crypto";

import type { Failure } from "./check-types";
import { fill } from "./defaults";
import type { AutonameFact } from "./facts";
import { DEFAULTS, lengthOf, textOf, UNKNOWN, type Properties } from "./values";

/** What the engine says about names for one resource. */
export interface Naming {
  readonly logicalName: string;
  /** Makes the name repeatable when the engine gives one. */
  readonly randomSeed: Uint8Array;
  /** The project's own settings for names (`pulumi:autonaming`). */
  readonly configured?: { readonly mode: "propose" | "enforce" | "disable"; readonly proposedName: string };
}

/** Fills in a name the program left out, and says what is wrong with names AWS would refuse. Changes `inputs`. */
export function autoname(
  rule: AutonameFact,
  inputs: Properties,
  old: Properties | undefined,
  naming: Naming,
): Failure[] {
  if (isNamed(rule, inputs)) return checkName(rule, inputs);
  const kept = keptName(rule.prop, old);
  if (kept === undefined && naming.configured?.mode === "disable") {
    return [{ property: rule.prop, reason: `Missing required argument "${rule.prop}": autonaming is switched off.` }];
  }
  const name = kept ?? madeName(rule, inputs, naming);
  fill(inputs, rule.prop, name);
  if (kept === undefined && rule.max !== undefined && name.length > rule.max) {
    const reason = `Too long: the generated name "${name}" has ${String(name.length)} characters, maximum ${String(rule.max)}.`;
    return [{ property: rule.prop, reason }];
  }
  return checkName(rule, inputs);
}

function isNamed({ prop, unless }: AutonameFact, inputs: Properties): boolean {
  return inputs[prop] !== undefined || (unless !== undefined && inputs[unless] !== undefined);
}

/** An update keeps the generated name; the engine gives a replacement no old inputs. */
function keptName(prop: string, old: Properties | undefined): string | undefined {
  const filled = old?.[DEFAULTS];
  return old !== undefined && Array.isArray(filled) && filled.includes(prop) ? textOf(old, prop) : undefined;
}

function madeName(rule: AutonameFact, inputs: Properties, naming: Naming): string {
  const { configured, logicalName } = naming;
  const suffix = rule.fifoSuffix !== undefined && inputs[rule.fifoSuffix] === true ? ".fifo" : "";
  if (configured !== undefined && configured.proposedName !== "") return configured.proposedName + suffix;
  if (rule.logicalName === true) return logicalName;
  const separator = rule.separator ?? "-";
  const random = separator === "_" ? letters(naming.randomSeed) : bytes(naming.randomSeed).toString("hex").slice(0, 7);
  const name = `${rule.prefix ?? ""}${logicalName}${separator}${random}${suffix}`;
  return rule.lower === true ? name.toLowerCase() : name;
}

/** A seed stands for the same name every time it is given. */
function bytes(seed: Uint8Array): Buffer {
  return seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(32);
}

function letters(seed: Uint8Array): string {
  return [...bytes(seed).subarray(0, 8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

function checkName(rule: AutonameFact, inputs: Properties): Failure[] {
  const name = inputs[rule.prop];
  if (typeof name !== "string" || name === UNKNOWN) return [];
  const most = rule.awsMax;
  if (most !== undefined && lengthOf(name) > most) {
    const reason = `Too long: "${name}" has ${String(lengthOf(name))} characters, AWS takes at most ${String(most)}.`;
    return [{ property: rule.prop, reason }];
  }
  if (rule.pattern === undefined || new RegExp(rule.pattern, "u").test(withoutFifo(rule, name))) return [];
  return [{ property: rule.prop, reason: `Expected a name that matches ${rule.pattern}, got "${name}".` }];
}

/** The patterns of queues and topics are those without the ending of a first-in-first-out one. */
function withoutFifo(rule: AutonameFact, name: string): string {
  return rule.fifoSuffix === undefined ? name : name.replace(/\.fifo$/, "");
}

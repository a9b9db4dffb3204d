import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { readIfThere, replaceFile } from "./state/atomic-file";

/** Something that is to go wrong: one JSON file each in the sandbox's `faults/` folder, gone once used up. */
export type Fault =
  /** The next `times` calls of the operation ("*" for any) are answered ThrottlingException. */
  | { readonly kind: "throttle"; readonly operation: string; readonly times: number }
  /** The next `times` calls are carried out, but the connection closes without an answer. */
  | { readonly kind: "accept-then-time-out"; readonly operation: string; readonly times: number }
  /** Jobs whose names start so fail with the reason when their work would begin. */
  | { readonly kind: "fail"; readonly prefix: string; readonly reason: string; readonly times?: number }
  /** Jobs whose names start so find no machines: they fail, or their creation is refused. */
  | { readonly kind: "capacity"; readonly prefix: string; readonly when: "run" | "create"; readonly times?: number }
  /** The next `times` calls that pass a role are told that it cannot be assumed. */
  | { readonly kind: "role-not-assumable"; readonly times: number };

export type StoredFault = Fault & { readonly id: string };

/** The faults that are ordered now; read from disk on every question, so that a file put there by hand counts. */
export class Faults {
  constructor(private readonly folder: string) {}

  order(fault: Fault): StoredFault {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
    replaceFile(join(this.folder, `${id}.json`), JSON.stringify(fault));
    return { ...fault, id };
  }

  list(): StoredFault[] {
    mkdirSync(this.folder, { recursive: true });
    const files = readdirSync(this.folder).filter((file) => file.endsWith(".json"));
    return files.sort().flatMap((file) => {
      const content = readIfThere(join(this.folder, file));
      return content === undefined ? [] : [{ ...(JSON.parse(content) as Fault), id: file.slice(0, -".json".length) }];
    });
  }

  /** Takes back one fault, or all. */
  cancel(id?: string): void {
    const gone = this.list().filter((fault) => id === undefined || fault.id === id);
    for (const fault of gone) rmSync(join(this.folder, `${fault.id}.json`), { force: true });
  }

  /** The first fault that fits; one of its uses is spent. */
  take<K extends Fault["kind"]>(
    kind: K,
    fits: (fault: Extract<Fault, { kind: K }>) => boolean,
  ): Extract<Fault, { kind: K }> | undefined {
    const isWanted = (fault: Fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind;
    for (const fault of this.list()) {
      if (!isWanted(fault) || !fits(fault)) continue;
      this.spend(fault);
      return fault;
    }
    return undefined;
  }

  private spend(fault: StoredFault): void {
    const { id, ...ordered } = fault;
    if (ordered.times === undefined) return;
    const path = join(this.folder, `${id}.json`);
    if (ordered.times > 1) replaceFile(path, JSON.stringify({ ...ordered, times: ordered.times - 1 }));
    else rmSync(path, { force: true });
  }
}

/** A fault as someone typed it. @throws Error one sentence when it is none */
export function readFault(value: unknown): Fault {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const times = typeof given["times"] === "number" && given["times"] >= 1 ? Math.trunc(given["times"]) : undefined;
  const operation = typeof given["operation"] === "string" ? given["operation"] : "*";
  const prefix = typeof given["prefix"] === "string" ? given["prefix"] : "";
  const limited = times === undefined ? {} : { times };
  switch (given["kind"]) {
    case "throttle":
    case "accept-then-time-out":
      return { kind: given["kind"], operation, times: times ?? 1 };
    case "role-not-assumable":
      return { kind: "role-not-assumable", times: times ?? 1 };
    case "capacity":
      return { kind: "capacity", prefix, when: given["when"] === "create" ? "create" : "run", ...limited };
    case "fail": {
      const reason =
        typeof given["reason"] === "string" ? given["reason"] : "InternalServerError: ordered in the sandbox";
      return { kind: "fail", prefix, reason, ...limited };
    }
    default:
      throw new Error(
        `Unknown fault kind ${JSON.stringify(given["kind"])}. Known: throttle, accept-then-time-out, fail, capacity, role-not-assumable`,
      );
  }
}

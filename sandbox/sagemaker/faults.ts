import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { readJson, replaceFile } from "./state/atomic-file";

const times = z.number().int().min(1);
const operation = z.string().default("*");
const prefix = z.string().default("");

const faultShape = z.discriminatedUnion("kind", [
  /** The next `times` calls of the operation ("*" for any) are answered ThrottlingException. */
  z.object({ kind: z.literal("throttle"), operation, times: times.default(1) }),
  /** The next `times` calls are carried out, but the connection closes without an answer. */
  z.object({ kind: z.literal("accept-then-time-out"), operation, times: times.default(1) }),
  /** Jobs and endpoints whose names start so fail with the reason when their work would begin; without `times` all of them. */
  z.object({ kind: z.literal("fail"), prefix, reason: z.string().min(1), times: times.exactOptional() }),
  /** Jobs whose names start so find no machines: they fail when they start, or their creation is refused. */
  z.object({
    kind: z.literal("capacity"),
    prefix,
    when: z.enum(["run", "create"]).default("run"),
    times: times.exactOptional(),
  }),
  /** The next `times` creations that pass a role are told that it cannot be assumed. */
  z.object({ kind: z.literal("role-not-assumable"), times: times.default(1) }),
]);
const faultKinds = ["throttle", "accept-then-time-out", "fail", "capacity", "role-not-assumable"];

/** Something that is to go wrong: one JSON file each in the sandbox's `faults/` folder, gone once used up. */
export type Fault = z.infer<typeof faultShape>;

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
      const fault = readJson(join(this.folder, file));
      return fault === undefined ? [] : [{ ...readFault(fault), id: file.slice(0, -".json".length) }];
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
  const parsed = faultShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Expected a fault (${faultKinds.join(", ")}), got ${JSON.stringify(value)}: ${issue?.message ?? ""}`);
}

import { createHash } from "node:crypto";
import type { JobKind, JobRequest } from "./job-kind";

/** What makes a job the job it is. */
export interface JobSpec {
  readonly kind: JobKind;
  readonly region: string;
  readonly namePrefix: string;
  readonly request: JobRequest;
}

/** Characters of the hash in a name: 40 bits, so that two requests of one prefix never meet. */
const hashLength = 10;

/** Digest of what a job does and where. Tags are no part of it: they can change while the job stays. */
export function specDigest({ kind, region, request }: JobSpec): string {
  const work = Object.entries(request).filter(([member]) => member !== "Tags");
  return createHash("sha256")
    .update(canonical([kind.name, region, Object.fromEntries(work)]))
    .digest("hex");
}

/** The job's name: the prefix, shortened where it must be, and a hash of the whole prefix, the job, and the attempt. */
export function jobName(spec: JobSpec, attempt: number): string {
  const hash = createHash("sha256")
    .update(`${specDigest(spec)} ${spec.namePrefix} ${attempt}`)
    .digest("hex")
    .slice(0, hashLength);
  const room = spec.kind.nameLimit - hashLength - 1;
  const prefix = spec.namePrefix.slice(0, room).replace(/-+$/, "");
  return prefix === "" ? hash : `${prefix}-${hash}`;
}

/** JSON in which the order of members does not matter and absent ones do not show. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

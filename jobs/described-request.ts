import { inputShape, shape } from "./constraints/api-model";
import type { JobKind, JobRequest, JobState } from "./job-kind";

/** The request a job must have been made with but for its tags, read back from AWS's description of it. */
export function describedRequest(kind: JobKind, state: JobState): JobRequest {
  const whole = kept(inputShape(`Create${kind.name}`), state.description) as JobRequest;
  return Object.fromEntries(
    Object.entries(whole).filter(([member]) => member !== kind.nameMember && member !== "Tags"),
  );
}

/** The part of a value that its shape, as an operation takes it, has a place for. */
function kept(shapeName: string, value: unknown): unknown {
  const model = shape(shapeName);
  if (Array.isArray(value) && model.member !== undefined) {
    const { member } = model;
    return value.map((item: unknown) => kept(member, item));
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  // SageMaker adds hyperparameters of its own to those of a trial, all with a leading underscore.
  if (model.type === "map") return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("_")));
  const members = model.members ?? {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      return member === undefined || part === undefined ? [] : [[name, kept(member, part)]];
    }),
  );
}

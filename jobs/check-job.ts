import { placeName, refusal, unknown, type Finding } from "./constraints/finding";
import { checkRequest } from "./constraints/request";
import { RequestReader } from "./constraints/request-reader";
import type { JobKind } from "./job-kind";

/** Stands for the name while a request is checked: the real one is made from the request and always fits. */
const someName = "name";

/** Findings about a job's request, any value of which may be `unknown`. Nothing is asked of AWS. */
export function checkJob(kind: JobKind, request: unknown): Finding[] {
  if (request === unknown) return [];
  if (typeof request === "object" && request !== null && Object.hasOwn(request, kind.nameMember)) {
    const reason = "the name is made from namePrefix and the request itself";
    return [refusal(kind.nameMember, `Cannot set ${placeName(kind.nameMember)} because ${reason}.`)];
  }
  const whole = typeof request === "object" ? { ...request, [kind.nameMember]: someName } : request;
  const findings = [...checkRequest(`Create${kind.name}`, whole), ...kind.findings(new RequestReader(request))];
  return findings.filter(({ path }, index) => findings.findIndex((other) => other.path === path) === index);
}

/** What is wrong with the start of a job's name; nothing when it is fine. */
export function prefixFault(prefix: string): string | undefined {
  if (/^[a-zA-Z0-9](-*[a-zA-Z0-9])*-?$/.test(prefix)) return undefined;
  return `Expected namePrefix to be letters, digits and hyphens inside, got "${prefix}".`;
}

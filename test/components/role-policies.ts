import type { CreatedResource } from "../support/mock-cloud";
import { named } from "../support/mock-cloud";

/** One statement of a policy as it was sent. */
export interface SentStatement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[] | string;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Statements of an inline role policy, by Sid. */
export function statementsOf(created: readonly CreatedResource[], name: string): Record<string, SentStatement> {
  const { Statement } = JSON.parse(String(named(created, name).inputs.policy)) as { Statement: SentStatement[] };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

/** Sids of the statements, over all policies created, that allow a wildcard action or any resource whatsoever. */
export function wildcards(created: readonly CreatedResource[]): string[] {
  return created
    .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
    .flatMap(({ name }) => Object.values(statementsOf(created, name)))
    .filter(({ Action, Resource }) => Action.some((action) => action.includes("*")) || Resource === "*")
    .map(({ Sid }) => Sid);
}

/** Who may assume a role, and on whose behalf. */
export function trustOf(created: readonly CreatedResource[], name: string): unknown {
  const { Statement } = JSON.parse(String(named(created, name).inputs.assumeRolePolicy)) as {
    Statement: { Principal: unknown; Condition?: unknown }[];
  };
  return Statement.map(({ Principal, Condition }) => ({ Principal, Condition }));
}

/** Names and types of what was created, in the order of the names. */
export function inventory(created: readonly CreatedResource[]): Record<string, string> {
  const entries = created.map(({ name, type }): [string, string] => [name, type]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { unknown } from "../jobs/constraints/finding";

/** One difference between two versions of a resource's inputs. */
export interface PropertyChange {
  /** In the engine's own form, such as `request.StoppingCondition.MaxRuntimeInSeconds` or `request["a.b"]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

/** The innermost differences between two plain values. A value not known yet may differ, so it does. */
export function propertyChanges(path: string, before: unknown, after: unknown): PropertyChange[] {
  const [was, is] = [before ?? undefined, after ?? undefined];
  if (was === is && is !== unknown) return [];
  if (was === undefined) return [{ path, kind: "add" }];
  if (is === undefined) return [{ path, kind: "delete" }];
  const [one, other] = [parts(was), parts(is)];
  if (one === undefined || other === undefined || Array.isArray(was) !== Array.isArray(is)) {
    return [{ path, kind: "update" }];
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => propertyChanges(inside(path, name, Array.isArray(was)), one[name], other[name]));
}

function parts(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

function inside(path: string, name: string, isItem: boolean): string {
  if (isItem) return `${path}[${name}]`;
  if (/^[A-Za-z_$][\w$]*$/.test(name)) return path === "" ? name : `${path}.${name}`;
  return `${path}[${JSON.stringify(name)}]`;
}

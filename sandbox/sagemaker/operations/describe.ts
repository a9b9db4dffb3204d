import { type Kind, member } from "../kinds";
import type { Scope } from "../scope";
import type { Stored } from "../state/object-state";
import { operationShape } from "../validation/api-facts";
import { project } from "../validation/project";

import type { Desk, Operation } from "./call";
import { notFound } from "./not-found";

/** Describe of any kind: the stored document. */
export function describe(kind: Kind): Operation {
  return ({ desk, scope, request, operation }) => {
    const { document } = found(desk, kind, scope, member(kind, "Name", request));
    return project(operationShape(operation, "output") ?? "", document);
  };
}

/** An object by name. @throws AwsError in AWS's words when it is not there */
export function found<K extends Kind>(desk: Desk, kind: K, scope: Scope, name: string): Stored<K> {
  const stored = desk.shop.objects.read(kind, scope, name);
  if (stored === undefined || member(kind, "Name", stored.document) !== name) {
    throw notFound(kind, scope, name);
  }
  return stored;
}

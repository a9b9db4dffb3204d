import { type Kind, member } from "../kinds";
import { arnOf } from "../scope";
import type { Stored } from "../state/object-state";
import type { Tags } from "../state/tag-state";
import type { JsonObject } from "../wire";

import type { Desk } from "./call";
import { nameInUse } from "./not-found";

/** Stores a new object and its tags. @returns its ARN @throws AwsError when the name is taken */
export function storeNew<K extends Kind>(desk: Desk, stored: Stored<K>, tags: Tags | undefined): string {
  const name = member(stored.kind, "Name", stored.document);
  if (!desk.shop.objects.create(stored)) throw nameInUse(stored.kind, stored.scope, name);
  const arn = arnOf(stored.kind, stored.scope, name);
  if (tags !== undefined && tags.length > 0) desk.tags.add(arn, tags);
  return arn;
}

/** The moment an object is created, as AWS writes it. */
export function creationTime(): number {
  return Date.now() / 1000;
}

/** A request's members as they appear in the describe answer: all but the tags. */
export function withoutTags<R extends object>(request: R): Omit<R, "Tags"> {
  return Object.fromEntries(Object.entries(request as JsonObject).filter(([name]) => name !== "Tags")) as Omit<
    R,
    "Tags"
  >;
}

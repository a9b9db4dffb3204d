import type { JsonObject } from "../wire";

import { operationShape, shape } from "./api-facts";

/** The members of a document that a structure of the API model has: how an answer or a summary is cut from what is stored. */
export function project(shapeName: string, document: object): JsonObject {
  const members = shape(shapeName).members ?? {};
  return Object.fromEntries(Object.entries(document).filter(([member]) => Object.hasOwn(members, member)));
}

/** Where an operation's list goes in its answer, and the shape of one entry. */
export function listOutput(operation: string): { readonly member: string; readonly item: string } {
  const output = shape(operationShape(operation, "output") ?? "");
  for (const [member, name] of Object.entries(output.members ?? {})) {
    const item = shape(name).member;
    if (item !== undefined) return { member, item };
  }
  throw new Error(`Unknown list answer of ${operation}`);
}

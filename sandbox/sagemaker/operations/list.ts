import { validationException } from "../aws-error";
import { type Kind, kinds, member } from "../kinds";
import { listOutput, project } from "../validation/project";
import type { JsonObject } from "../wire";

import type { Operation } from "./call";

/** Kinds that AWS lists oldest first where no order is asked for; it lists the others newest first. */
const ascending: readonly Kind[] = ["training", "tuning", "compilation", "processing"];

/** List of any kind, with AWS's filters, order and paging. */
export function list(kind: Kind): Operation {
  return ({ desk, scope, request, operation }) => {
    const { member: into, item } = listOutput(operation);
    const documents: JsonObject[] = desk.shop.objects.list(kind, scope).map(({ document }) => ({ ...document }));
    const kept = documents.filter((document) => fits(kind, document, request)).sort(order(kind, request));
    const { page, next } = pageOf(kept, request);
    return { [into]: page.map((document) => project(item, { ...document, ...extras(kind, document) })), ...next };
  };
}

/** One page of a list, and the token of the next one where there is more. */
export function pageOf<T>(all: readonly T[], request: JsonObject): { page: T[]; next: { NextToken?: string } } {
  const size = typeof request["MaxResults"] === "number" ? request["MaxResults"] : 10;
  const start = startOf(request["NextToken"]);
  const end = start + size;
  return { page: all.slice(start, end), next: end < all.length ? { NextToken: token(end) } : {} };
}

/** Compares two values of a list, absent ones first. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}

function fits(kind: Kind, document: JsonObject, request: JsonObject): boolean {
  const { NameContains, StatusEquals } = request;
  if (
    typeof NameContains === "string" &&
    !member(kind, "Name", document).toLowerCase().includes(NameContains.toLowerCase())
  ) {
    return false;
  }
  if (StatusEquals !== undefined && member(kind, "Status", document) !== StatusEquals) return false;
  return ["CreationTime", "LastModifiedTime"].every((time) => {
    const at = Number(document[time] ?? document["CreationTime"]);
    const [after, before] = [request[`${time}After`], request[`${time}Before`]];
    return (after === undefined || at > Number(after)) && (before === undefined || at < Number(before));
  });
}

function order(kind: Kind, { SortBy, SortOrder }: JsonObject): (a: JsonObject, b: JsonObject) => number {
  const { word } = kinds[kind];
  const keys: Readonly<Record<string, string>> = {
    Name: `${word}Name`,
    Status: `${word}Status`,
    CreationTime: "CreationTime",
  };
  const asked = typeof SortBy === "string" ? SortBy : kind === "tuning" ? "Name" : "CreationTime";
  const key = keys[asked] ?? "CreationTime";
  const sign = (SortOrder ?? (ascending.includes(kind) ? "Ascending" : "Descending")) === "Ascending" ? 1 : -1;
  return (a, b) => sign * (compare(a[key], b[key]) || compare(a[`${word}Name`], b[`${word}Name`]));
}

/** Members of a summary that the describe document has under another name. */
function extras(kind: Kind, document: JsonObject): JsonObject {
  if (kind === "tuning") {
    const { Strategy, ResourceLimits } = document["HyperParameterTuningJobConfig"] as JsonObject;
    return { Strategy, ResourceLimits };
  }
  if (kind !== "compilation") return {};
  const { TargetDevice, TargetPlatform } = document["OutputConfig"] as {
    TargetDevice?: string;
    TargetPlatform?: JsonObject;
  };
  return {
    ...(TargetDevice === undefined ? {} : { CompilationTargetDevice: TargetDevice }),
    ...Object.fromEntries(
      Object.entries(TargetPlatform ?? {}).map(([name, value]) => [`CompilationTargetPlatform${name}`, value]),
    ),
  };
}

function startOf(given: unknown): number {
  if (typeof given !== "string") return 0;
  const start = Number(/^page:(\d+)$/.exec(Buffer.from(given, "base64url").toString("utf8"))?.[1]);
  if (Number.isNaN(start)) throw validationException("Invalid NextToken");
  return start;
}

function token(start: number): string {
  return Buffer.from(`page:${start}`, "utf8").toString("base64url");
}

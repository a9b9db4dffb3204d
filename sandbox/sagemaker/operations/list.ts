import { validationException } from "../aws-error";
import { type Kind, kinds, member, type TrainingDocument } from "../kinds";
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
    const { page, next } = pageOf(kept, request, (document) => member(kind, "Name", document));
    return { [into]: page.map((document) => project(item, { ...document, ...extras(kind, document) })), ...next };
  };
}

/** One page of a list, and the token of the next one where there is more. */
export function pageOf<T>(
  all: readonly T[],
  { MaxResults, NextToken }: JsonObject,
  nameOf: (one: T) => string,
): { page: T[]; next: { NextToken?: string } } {
  const size = typeof MaxResults === "number" ? MaxResults : 10;
  const start = typeof NextToken === "string" ? startOf(all, readToken(NextToken), nameOf) : 0;
  const end = start + size;
  const page = all.slice(start, end);
  const [last] = page.slice(-1);
  return { page, next: last !== undefined && end < all.length ? { NextToken: token(end, nameOf(last)) } : {} };
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
  if (!fitsTraining(document, request)) return false;
  return ["CreationTime", "LastModifiedTime"].every((time) => {
    const at = Number(document[time] ?? document["CreationTime"]);
    const [after, before] = [request[`${time}After`], request[`${time}Before`]];
    return (after === undefined || at > Number(after)) && (before === undefined || at < Number(before));
  });
}

/** The filters that training jobs alone have. */
function fitsTraining(
  document: JsonObject,
  { WarmPoolStatusEquals: pool, TrainingPlanArnEquals: plan }: JsonObject,
): boolean {
  const { WarmPoolStatus, ResourceConfig } = document as Partial<TrainingDocument>;
  if (pool !== undefined && WarmPoolStatus?.Status !== pool) return false;
  return plan === undefined || ResourceConfig?.TrainingPlanArn === plan;
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

/** Behind the entry that the page before ended with, wherever it now is: what was created meanwhile shifts nothing. */
function startOf<T>(all: readonly T[], { end, last }: Mark, nameOf: (one: T) => string): number {
  const index = all.findIndex((one) => nameOf(one) === last);
  return index < 0 ? end : index + 1;
}

/** Where a page ended: at which place, and with which entry. */
interface Mark {
  readonly end: number;
  readonly last: string;
}

function readToken(given: string): Mark {
  const [, end, last] = /^page:(\d+):(.*)$/s.exec(Buffer.from(given, "base64url").toString("utf8")) ?? [];
  if (end === undefined || last === undefined) throw validationException("Invalid NextToken");
  return { end: Number(end), last };
}

function token(end: number, last: string): string {
  return Buffer.from(`page:${end}:${last}`, "utf8").toString("base64url");
}

import type { Cloud } from "./cloud";
import { findType } from "./facts";
import { ACCOUNT, findArn } from "./regions";
import { GLOBAL, type Entry } from "./store";

/** Where a name is looked up. */
export interface Around {
  readonly cloud: Cloud;
  readonly region: string;
}

/** Whether text is the ARN of something outside this sandbox's account, of which nothing can be said. */
export function isElsewhere(text: string): boolean {
  const arn = findArn(text);
  return arn !== undefined && arn.account !== "" && arn.account !== ACCOUNT;
}

/** The resource that text names: its id, its ARN, or the last part of its ARN. */
export function findNamed({ cloud, region }: Around, type: string, text: string): Entry | undefined {
  const arn = findArn(text);
  const home = arn === undefined || arn.region === "" ? region : arn.region;
  const place = findType(type)?.fact.inputs["region"] === undefined ? GLOBAL : home;
  // An ARN may end in a version or alias of what it names.
  const owner = /^(arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+):/.exec(text)?.[1] ?? text;
  return cloud.store.find(type, place, ({ id, outputs }) =>
    [id, outputs["arn"], outputs["name"], outputs["url"]].some((known) => known === text || known === owner),
  );
}

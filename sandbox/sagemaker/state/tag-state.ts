import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";

import type { Tag } from "@aws-sdk/client-sagemaker";

import type { Wire } from "../wire";

import { readJson, replaceFile } from "./atomic-file";

export type Tags = Wire<Tag>[];

/** Tags of objects, by ARN, apart from the objects: running jobs rewrite theirs. */
export class TagState {
  constructor(private readonly folder: string) {}

  list(arn: string): Tags {
    return (readJson(this.path(arn)) as { tags: Tags } | undefined)?.tags ?? [];
  }

  /** Adds tags; a key that is there takes the new value. Returns all tags now. */
  add(arn: string, tags: Tags): Tags {
    const added = new Set(tags.map(({ Key }) => Key));
    const all = [...this.list(arn).filter(({ Key }) => !added.has(Key)), ...tags];
    this.write(arn, all);
    return all;
  }

  removeKeys(arn: string, keys: readonly string[]): void {
    this.write(
      arn,
      this.list(arn).filter(({ Key }) => !keys.includes(Key)),
    );
  }

  remove(arn: string): void {
    rmSync(this.path(arn), { force: true });
  }

  private write(arn: string, tags: Tags): void {
    if (tags.length === 0) this.remove(arn);
    else replaceFile(this.path(arn), JSON.stringify({ arn, tags }, undefined, 1));
  }

  private path(arn: string): string {
    return join(this.folder, `${createHash("sha256").update(arn).digest("hex").slice(0, 32)}.json`);
  }
}

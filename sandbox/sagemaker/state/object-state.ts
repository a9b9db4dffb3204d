import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { FinalHyperParameterTuningJobObjectiveMetric, ObjectiveStatus } from "@aws-sdk/client-sagemaker";

import { type Documents, type Kind, member } from "../kinds";
import type { Scope } from "../scope";
import type { Wire } from "../wire";

import { createFile, hasCode, readJson, replaceFile } from "./atomic-file";

/** What a training job is to the tuning job that started it; part of AWS's answers only in lists of trials. */
export interface TrialState {
  readonly tuningJobName: string;
  /** When that tuning job was created: a later one of the same name has trials of its own. */
  readonly tuningJobCreated: number;
  readonly definitionName?: string;
  readonly tuned: Readonly<Record<string, string>>;
  readonly objectiveMetric: string;
  objective?: Wire<FinalHyperParameterTuningJobObjectiveMetric>;
  objectiveStatus: ObjectiveStatus;
}

/** One object: AWS's describe document, and what the sandbox needs beside it. */
export interface Stored<K extends Kind> {
  readonly kind: K;
  readonly scope: Scope;
  readonly document: Documents[K];
  readonly trial?: TrialState;
}

/** All objects, one file each; every call reads the disk, so that any process sees the same. */
export class ObjectState {
  constructor(private readonly folder: string) {}

  /** Stores a new object; false if the name is taken (names differ by more than case). */
  create<K extends Kind>(stored: Stored<K>): boolean {
    return createFile(this.path(stored.kind, stored.scope, member(stored.kind, "Name", stored.document)), text(stored));
  }

  read<K extends Kind>(kind: K, scope: Scope, name: string): Stored<K> | undefined {
    return this.parse<K>(this.path(kind, scope, name));
  }

  /** Changes an object that may have gone meanwhile; returns it as it is now. */
  update<K extends Kind>(
    kind: K,
    scope: Scope,
    name: string,
    change: (stored: Stored<K>) => void,
  ): Stored<K> | undefined {
    const stored = this.read(kind, scope, name);
    if (stored === undefined) return undefined;
    change(stored);
    replaceFile(this.path(kind, scope, name), text(stored));
    return stored;
  }

  remove(kind: Kind, scope: Scope, name: string): void {
    rmSync(this.path(kind, scope, name), { force: true });
  }

  list<K extends Kind>(kind: K, scope: Scope): Stored<K>[] {
    const folder = join(this.folder, scope.account, scope.region, kind);
    return entries(folder)
      .filter((file) => file.endsWith(".json"))
      .flatMap((file) => this.parse<K>(join(folder, file)) ?? []);
  }

  /** Every account and region that holds something. */
  scopes(): Scope[] {
    const accounts = entries(this.folder).filter((account) => /^\d{12}$/.test(account));
    return accounts.flatMap((account) => entries(join(this.folder, account)).map((region) => ({ account, region })));
  }

  private parse<K extends Kind>(path: string): Stored<K> | undefined {
    return readJson(path) as Stored<K> | undefined;
  }

  private path(kind: Kind, { account, region }: Scope, name: string): string {
    return join(this.folder, account, region, kind, `${name.toLowerCase()}.json`);
  }
}

function text(stored: unknown): string {
  return `${JSON.stringify(stored, undefined, 1)}\n`;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return [];
    throw error;
  }
}

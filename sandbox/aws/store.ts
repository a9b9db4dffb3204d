import { createHash, randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { textOf, type Properties } from "./values";

/** One resource as the sandbox keeps it. */
export interface Entry {
  readonly type: string;
  readonly region: string;
  readonly id: string;
  /** Inputs as Check gave them. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Place of the types that have no region. */
export const GLOBAL = "global";

/** Properties that tell apart resources of equal id: AWS's own key has them too. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  "aws:lambda/permission:Permission": ["function"],
  "aws:apigatewayv2/stage:Stage": ["apiId"],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ["logGroupName"],
  "aws:appautoscaling/target:Target": ["serviceNamespace", "scalableDimension"],
  "aws:appautoscaling/policy:Policy": ["serviceNamespace", "resourceId", "scalableDimension"],
  "aws:s3/bucketObject:BucketObject": ["bucket"],
};

/** The resources on disk: one JSON file each, `aws/<region>/<type>/<id>.json` under the sandbox's home. */
export class Store {
  constructor(private readonly home: string) {}

  /** Keeps a new resource; `false` when its name is taken, also by another process at the same moment. */
  add(entry: Entry): boolean {
    const [file, draft] = this.#write(entry);
    try {
      // A link fails when the name exists, and shows the whole file at once: two creates cannot both win.
      linkSync(draft, file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Keeps a resource, in place of the one of the same id if there is one. */
  put(entry: Entry): void {
    const [file, draft] = this.#write(entry);
    renameSync(draft, file);
  }

  /** Forgets a resource; nothing happens when it is gone already. */
  remove(entry: Pick<Entry, "type" | "region" | "id" | "outputs">): void {
    rmSync(this.#file(entry), { force: true });
  }

  /** The resource with this id, where `outputs` tell apart resources of equal id. */
  get(entry: Pick<Entry, "type" | "region" | "id" | "outputs">): Entry | undefined {
    const file = this.#file(entry);
    return existsSync(file) ? readEntry(file) : undefined;
  }

  /** The first resource of a type that fits, in one region or in all. */
  find(type: string, region: string | undefined, fits: (entry: Entry) => boolean): Entry | undefined {
    return this.all(type, region).find(fits);
  }

  /** Every resource of a type, in one region or in all. */
  all(type: string, region?: string): readonly Entry[] {
    const root = join(this.home, "aws");
    const regions = region === undefined ? names(root) : [region];
    return regions.flatMap((one) => {
      const folder = join(root, one, folderOf(type));
      return names(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => readEntry(join(folder, name)))
        .filter((entry) => entry !== undefined);
    });
  }

  #write(entry: Entry): readonly [file: string, draft: string] {
    const file = this.#file(entry);
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}.draft`;
    writeFileSync(draft, `${JSON.stringify(entry, null, 2)}\n`);
    return [file, draft];
  }

  #file({ type, region, id, outputs }: Pick<Entry, "type" | "region" | "id" | "outputs">): string {
    const scope = (scopes[type] ?? []).map((name) => textOf(outputs, name) ?? "");
    return join(this.home, "aws", region, folderOf(type), `${fileName([...scope, id].join("~"))}.json`);
  }
}

/** Whether nothing that is given tells a resource apart from this one. */
export function isInScope({ type, outputs }: Entry, given: Properties): boolean {
  return (scopes[type] ?? []).every((name) => given[name] === undefined || given[name] === outputs[name]);
}

/** Ids an import may use: the id, or the id behind what tells it apart. */
export function importIds({ type, id, outputs }: Entry): readonly string[] {
  const scope = (scopes[type] ?? []).map((name) => textOf(outputs, name) ?? "");
  if (scope.length === 0) return [id];
  return [id, [...scope, id].join("/"), [...scope, id].join(":")];
}

function folderOf(type: string): string {
  const [, module, name] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  return `${module ?? "index"}.${name ?? type}`;
}

/** Ids hold slashes and colons, and may be longer than a file name. */
function fileName(id: string): string {
  const name = encodeURIComponent(id).replace(/^\./, "%2E");
  return name.length <= 200
    ? name
    : `${name.slice(0, 150)}-${createHash("sha256").update(id).digest("hex").slice(0, 16)}`;
}

function names(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** A file may go between listing and reading. */
function readEntry(file: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Entry;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

import { createRequire } from "node:module";

import { InputError } from "../input-error";
import { parsed } from "../reading/parsed";
import { readText } from "../reading/read-text";
import { yamlOrJson } from "../reading/yaml-or-json";
import { stackFileOf } from "../stack/stack-file";
import { stackIndex, type StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import type { Knob } from "../usage/amount";
import type { Usage } from "../usage/usage";
import { nothing, untold, type Finding } from "./finding";
import type { Footprints } from "./footprints";
import { otherwise, recognisers } from "./recognisers";
import type { WorkloadFile } from "./workload-file";

const load = createRequire(__filename);

/** Something of the input, with what is to be said about it. */
export interface Entry {
  readonly file: string;
  readonly name: string;
  /** The resource's type, or the kind of a described piece of work. */
  readonly type: string;
  readonly urn: string | undefined;
  readonly finding: Finding;
}

/** What a file turned out to be. */
export type InputFile =
  | { readonly file: string; readonly kind: "state" | "preview"; readonly resources: readonly StackResource[] }
  | { readonly file: string; readonly kind: "workload"; readonly work: WorkloadFile["work"] };

/** Reads a state export, a preview or a workload file. */
export function inputFile(file: string): InputFile {
  const value = yamlOrJson(readText(file, "FILE"), file);
  const stack = stackFileOf(value, file);
  if (stack !== undefined) return { file, ...stack };
  if (typeof value !== "object" || value === null || !("work" in value)) {
    throw new InputError(
      `Cannot use ${file} because it is neither "pulumi stack export", "pulumi preview --json" nor a workload file with "work:"`,
    );
  }
  return { file, kind: "workload", work: parsed(workloads().workloadFile, value, file).work };
}

/** What is to be said about everything in a file. */
export function entriesOf(input: InputFile, usage: Usage, footprints: Footprints): readonly Entry[] {
  if (input.kind === "workload") {
    const { workloadFinding } = workloads();
    return input.work.map((work) => ({
      file: input.file,
      name: work.name,
      type: work.kind,
      urn: undefined,
      finding: workloadFinding(work, footprints),
    }));
  }
  const index = stackIndex(input.resources);
  return input.resources.map((resource) => ({
    file: input.file,
    name: resource.name,
    type: resource.type,
    urn: resource.urn,
    finding: findingOf(resource, index, usage, footprints),
  }));
}

/** What a usage file may say about a resource. */
export function knobsFor(type: string): readonly Knob[] {
  return recognisers[type]?.knobs ?? [];
}

/** Read on demand: its schema takes longer to build than most states to estimate. */
function workloads(): typeof import("./workload-file") {
  return load("./workload-file") as typeof import("./workload-file");
}

function findingOf(resource: StackResource, index: StackIndex, usage: Usage, footprints: Footprints): Finding {
  const knobs = usage.of(resource, knobsFor(resource.type));
  if (resource.leaves !== undefined) return nothing(resource.leaves);
  const recogniser = recognisers[resource.type];
  if (recogniser === undefined) return otherwise(resource.type, resource.custom);
  const region = index.regionOf(resource);
  if (region === undefined) return untold("its region is unknown: neither it nor its provider names one");
  return recogniser.find(resource, { index, footprints, knobs, region });
}

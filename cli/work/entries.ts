import { createRequire } from "node:module";

import type { Measurement } from "../../carbon";
import { InputError } from "../input-error";
import { parsed } from "../reading/parsed";
import { readText } from "../reading/read-text";
import { yamlOrJson } from "../reading/yaml-or-json";
import { stackFileOf, type StackFile } from "../stack/stack-file";
import { stackIndex, type StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import type { Knob, Knobs } from "../usage/amount";
import type { Usage } from "../usage/usage";
import { nothing, untold, type Finding } from "./finding";
import type { Footprints } from "./footprints";
import { refuseUnfitMeasurements } from "./fitting-measurements";
import { networkFindings } from "./network";
import { otherwise, recognisers } from "./recognisers";
import type { WorkloadFile } from "./workload-file";

/** What a workload file needs is read on demand: its schema takes longer to build than most states to estimate. */
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
  | (StackFile & { readonly file: string })
  | {
      readonly file: string;
      readonly kind: "workload";
      readonly work: WorkloadFile["work"];
      /** What was measured of instance types. */
      readonly measured: readonly Measurement[];
    };

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
  const { workloadFile, refuseUnknown } = load("./workload-file") as typeof import("./workload-file");
  const { agreeingMeasurements } = load("../usage/contradictions") as typeof import("../usage/contradictions");
  const described = parsed(workloadFile, value, file);
  refuseUnknown(described, file);
  const measured = agreeingMeasurements(described.measured ?? [], "measured", file);
  return { file, kind: "workload", work: described.work, measured };
}

/** What is to be said about everything in a file. */
export function entriesOf(input: InputFile, usage: Usage, footprints: Footprints): readonly Entry[] {
  if (input.kind === "workload") {
    const { workloadFindings } = load("./workload-finding") as typeof import("./workload-finding");
    return input.work.flatMap((work) =>
      workloadFindings(work, footprints).map((finding) => ({
        file: input.file,
        name: work.name,
        type: work.kind,
        urn: undefined,
        finding,
      })),
    );
  }
  const index = stackIndex(input.resources);
  const { file } = input;
  return input.resources.flatMap((resource) => {
    const { name, type, urn } = resource;
    const entry = (finding: Finding): Entry => ({ file, name, type, urn, finding });
    const knobs = usage.of(resource, recognisers[type] ?? unsayable);
    const main = entry(findingOf(resource, index, knobs, footprints));
    const region = knobs.gigabytesPerMonthTo === undefined ? undefined : index.regionOf(resource);
    return region === undefined ? [main] : [main, ...journeys(resource, region, knobs, footprints).map(entry)];
  });
}

const unsayable = { knobs: [] };

function journeys(
  { name, leaves }: StackResource,
  region: string,
  { gigabytesPerMonthTo }: Knobs,
  footprints: Footprints,
): readonly Finding[] {
  if (gigabytesPerMonthTo === undefined || leaves !== undefined) return [];
  return networkFindings({ region, gigabytesPerMonthTo }, name, footprints);
}

/** What a usage file may say about a resource. */
export function knobsFor(type: string): readonly Knob[] {
  return recognisers[type]?.knobs ?? [];
}

/** A quantity that no estimate takes is a mistake of the input. */
function inReason(name: string, find: () => Finding): Finding {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message } = error;
    throw new InputError(`Cannot use "${name}" because of ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
}

function findingOf(resource: StackResource, index: StackIndex, knobs: Knobs, footprints: Footprints): Finding {
  if (resource.leaves !== undefined) return nothing(resource.leaves);
  const recogniser = recognisers[resource.type];
  if (recogniser === undefined) return otherwise(resource.type, resource.custom);
  const region = index.regionOf(resource);
  if (region === undefined) return untold("its region is unknown: neither it nor its provider names one");
  const finding = inReason(resource.name, () => recogniser.find(resource, { index, footprints, knobs, region }));
  if (knobs.measured !== undefined) refuseUnfitMeasurements(resource.name, knobs.measured, finding);
  return finding;
}

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { estimateCommandOutput, type EstimateCommandOutput } from "../../cli/schemas/estimate-output";
import { greenml } from "./greenml";

export type EstimatedRow = EstimateCommandOutput["estimated"][number];

/** Files of one test in a folder of its own, and what the command makes of them. */
export interface Scratch {
  /** The path of a file, there or not. */
  readonly path: (name: string) => string;
  /** Writes a file: a text as it is, anything else as JSON. */
  readonly file: (name: string, content: unknown) => string;
  readonly state: (...resources: readonly object[]) => string;
  /** A usage file of one line under "resources:". */
  readonly usage: (entry: string) => string;
  readonly workload: (...work: readonly object[]) => string;
  readonly estimated: (...args: readonly string[]) => Promise<EstimateCommandOutput>;
  /** The sentence that the command refuses its input with. */
  readonly refusal: (...args: readonly string[]) => Promise<string>;
}

/** Registers the folder's making and taking away around each test. */
export function scratch(): Scratch {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "greenml-estimate-"));
  });
  afterEach(() => {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  });
  const path: Scratch["path"] = (name) => join(folder, name);
  const file: Scratch["file"] = (name, content) => {
    writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
    return path(name);
  };
  return {
    path,
    file,
    state: (...resources) => file("state.json", { version: 3, deployment: { resources } }),
    usage: (entry) => file("usage.yaml", `resources:\n  ${entry}\n`),
    workload: (...work) => file("work.json", { work }),
    estimated: async (...args) => {
      const { code, out, err } = await greenml("estimate", "--format", "json", ...args);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      return estimateCommandOutput.parse(JSON.parse(out));
    },
    refusal: async (...args) => {
      const before = readdirSync(folder);
      const { code, out, err } = await greenml("estimate", ...args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^greenml: [^\n]*\n$/);
      expect(readdirSync(folder)).toEqual(before);
      return err;
    },
  };
}

/** A resource of a state, in a region unless its inputs say otherwise. */
export function resource(type: string, name: string, inputs: object, more: object = {}): { readonly urn: string } {
  const urn = `urn:pulumi:dev::shop::${type}::${name}`;
  return { urn, type, custom: true, inputs: { region: "eu-west-1", ...inputs }, ...more } as { readonly urn: string };
}

export const training = "aws:sagemaker/trainingJob:TrainingJob";
export const endpoint = "aws:sagemaker/endpoint:Endpoint";
const configuration = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";

/** An endpoint and its configuration of one variant. */
export function served(variant: object, name = "chat"): readonly object[] {
  return [
    resource(configuration, `${name}-configuration`, {
      name: `${name}-configuration`,
      productionVariants: [{ variantName: "all", ...variant }],
    }),
    resource(endpoint, name, { name, endpointConfigName: `${name}-configuration` }),
  ];
}

/** A known figure's likely value. */
export function likely(estimate: EstimatedRow["energyKwh"] | undefined): number {
  if (estimate?.kind !== "known") throw new Error(`Expected a known figure, got ${estimate?.kind ?? "none"}`);
  return estimate.likely;
}

/** How far a known figure reaches: high over low. */
export function width(estimate: EstimatedRow["energyKwh"] | undefined): number {
  if (estimate?.kind !== "known") throw new Error(`Expected a known figure, got ${estimate?.kind ?? "none"}`);
  return estimate.high / estimate.low;
}

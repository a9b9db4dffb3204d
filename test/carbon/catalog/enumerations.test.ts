import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import {
  ProcessingInstanceType,
  ProductionVariantInstanceType,
  TrainingInstanceType,
  TransformInstanceType,
} from "@aws-sdk/client-sagemaker";

import { findInstance, instances, regions, type InstanceUse } from "../../../carbon";

const enumerations: readonly (readonly [InstanceUse, Readonly<Record<string, string>>])[] = [
  ["training", TrainingInstanceType],
  ["processing", ProcessingInstanceType],
  ["transform", TransformInstanceType],
  ["endpoint", ProductionVariantInstanceType],
];

describe.each(enumerations)("the catalogue beside the SDK's enumeration for %s", (use, enumeration) => {
  const types = Object.values(enumeration);

  it("has a row for every type, with that use", () => {
    expect(types.length).toBeGreaterThan(100);
    expect(types.filter((type) => findInstance(type)?.uses.has(use) !== true)).toEqual([]);
  });

  it("knows no others but the flex families, which newer service models list", () => {
    const newer = instances().filter((one) => one.uses.has(use) && !types.includes(one.type));
    expect(newer.filter(({ family }) => !/^[mcr]\d+i-flex$/.test(family)).map(({ type }) => type)).toEqual([]);
    expect([0, 33]).toContain(newer.length);
  });
});

describe("every row that SageMaker accepts", () => {
  it("can be estimated, and says how its derived figures came about", () => {
    const rows = instances().filter(({ uses }) => uses.size > 0);
    const derived = rows.filter(({ power, embodied }) => (power.derived ?? embodied.derived) !== undefined);
    expect(derived.length).toBeGreaterThan(50);
    expect(derived.filter(({ derivation }) => derivation === undefined).map(({ type }) => type)).toEqual([]);
  });
});

describe("the catalogue beside the SDK's partitions", () => {
  const own = new Set(regions().map(({ id }) => id));

  it("has a row for every commercial region, and for those of China, GovCloud and the European Sovereign Cloud", () => {
    const partitions = sdkPartitions();
    const listed = (id: string) => partitions.find((one) => one.id === id)?.regions ?? [];
    expect(listed("aws").length).toBeGreaterThanOrEqual(34);
    const served = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"].flatMap(listed);
    expect(served.filter((id) => !own.has(id))).toEqual([]);
  });

  it("knows no region that the SDK lacks", () => {
    const all = new Set(sdkPartitions().flatMap((one) => one.regions));
    expect([...own].filter((id) => !all.has(id))).toEqual([]);
  });
});

interface Partition {
  readonly id: string;
  readonly regions: readonly string[];
}

/** Partitions and their regions as the SDK ships them; pseudo-regions such as "aws-global" left out. */
function sdkPartitions(): readonly Partition[] {
  const sdk = createRequire(require.resolve("@aws-sdk/client-sagemaker"));
  const folder = dirname(sdk.resolve("@aws-sdk/core/client"));
  const file = join(folder, "../../../dist-es/submodules/client/util-endpoints/lib/aws/partitions.js");
  const [, text = ""] = /partitionsInfo = (\{[\s\S]*\});?\s*$/.exec(readFileSync(file, "utf8")) ?? [];
  const { partitions } = JSON.parse(text) as { readonly partitions: readonly { id: string; regions: object }[] };
  return partitions.map(({ id, regions: all }) => ({
    id,
    regions: Object.keys(all).filter((region) => !region.endsWith("-global")),
  }));
}

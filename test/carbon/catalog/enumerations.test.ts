import {
  ProcessingInstanceType,
  ProductionVariantInstanceType,
  TrainingInstanceType,
  TransformInstanceType,
} from "@aws-sdk/client-sagemaker";

import { findInstance, instances, type InstanceUse } from "../../../carbon";

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

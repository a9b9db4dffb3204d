import { accelerators, findAccelerator } from "../../../carbon/catalog/accelerators";
import { coefficient, coefficients, findCoefficient } from "../../../carbon/catalog/coefficients";
import { findInstance, instance, instances } from "../../../carbon/catalog/instances";
import { findNeoTarget, neoTarget, neoTargets } from "../../../carbon/catalog/neo-targets";

describe("instances", () => {
  it("holds 563 types, found with and without the leading ml.", () => {
    expect(instances()).toHaveLength(563);
    expect(findInstance("m5.large")).toBe(findInstance("ml.m5.large"));
    expect(instance("ml.m5.large")).toMatchObject({
      family: "m5",
      size: "large",
      vcpu: 2,
      memoryGib: 8,
      launchYear: 2017,
    });
  });

  it("throws one sentence for a type it lacks", () => {
    expect(findInstance("ml.z9.large")).toBeUndefined();
    expect(() => instance("ml.z9.large")).toThrow(
      'Unknown instance type "ml.z9.large": the catalogue holds no such type',
    );
  });

  it("keeps what AWS accepts a type for", () => {
    expect([...instance("ml.c8g.large").uses]).toEqual(["endpoint", "hyperpod"]);
    expect(instance("ml.m5.large").uses.has("training")).toBe(true);
    expect(instance("ml.m7a.large").uses.size).toBe(0);
  });

  it("names accelerators that the accelerator table holds", () => {
    const named = instances().flatMap(({ accelerator }) => accelerator ?? []);
    expect(named.filter((name) => findAccelerator(name) === undefined)).toEqual([]);
    expect(accelerators().length).toBeGreaterThan(20);
  });

  it("names families for every Neo target", () => {
    const families = new Set(instances().map(({ family }) => family));
    expect(neoTargets().filter(({ family }) => !families.has(family))).toEqual([]);
  });

  it("finds a Neo target, or throws one sentence", () => {
    expect(findNeoTarget("ml_c5")).toBe(neoTarget("ml_c5"));
    expect(findNeoTarget("rasp3b")).toBeUndefined();
    expect(() => neoTarget("ml_c9")).toThrow(/^Unknown neoTarget "ml_c9"\. Known: ml_c4, /);
  });

  it("can estimate every type that SageMaker accepts", () => {
    const without = instances().filter(
      ({ uses, power, embodied }) =>
        uses.size > 0 &&
        (power.modelled ?? power.derived) === undefined &&
        (embodied.ccf ?? embodied.boavizta ?? embodied.derived) === undefined,
    );
    expect(without.map(({ type }) => type)).toEqual([]);
  });
});

describe("coefficients", () => {
  it("finds one by group and key", () => {
    expect(coefficient("network", "ccf")).toMatchObject({ low: 0.0005, likely: 0.001, high: 0.002, unit: "kWh/GB" });
    expect(coefficients().every(({ low, likely, high }) => low <= likely && likely <= high)).toBe(true);
  });

  it("throws one sentence for one it lacks", () => {
    expect(findCoefficient("network", "x")).toBeUndefined();
    expect(() => coefficient("network", "x")).toThrow('Unknown coefficient "x" of group "network"');
  });
});

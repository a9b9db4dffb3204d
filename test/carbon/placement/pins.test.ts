import fc from "../../support/fast-check";
import {
  CATALOG_VERSION,
  formatPins,
  hours,
  parsePins,
  PIN_FILE_NAME,
  pinFileSchema,
  pinOf,
  place,
  region,
  regions,
  type Pin,
} from "../../../carbon";
import { likely, tuning } from "./requests";

const pin = (overrides: Partial<Pin> = {}): Pin => ({
  region: "eu-west-1",
  instanceType: "ml.m5.xlarge",
  catalogVersion: "2026.09-1",
  pinnedAt: "2026-09-30",
  why: "first choice.",
  ...overrides,
});

describe("a file of pins", () => {
  const file = { version: 1, pins: { b: pin(), a: { ...pin(), instanceType: undefined } } } as const;

  it("is written by name and read back as it was", () => {
    const text = formatPins(file);
    expect(text.indexOf('"a"')).toBeLessThan(text.indexOf('"b"'));
    expect(text.endsWith("}\n")).toBe(true);
    expect(parsePins(text)).toEqual(file);
    expect(formatPins(parsePins(text))).toBe(text);
    expect(formatPins({ version: 1, pins: { a: file.pins.a, b: file.pins.b } })).toBe(text);
  });

  it.each([
    ["{", "Cannot read greenml.placement.json because it is not JSON"],
    [
      '{ "version": 1, "pins": { "__proto__": {} } }',
      "Cannot read greenml.placement.json because of pins.__proto__: no pin can have that name",
    ],
    ["[]", "Cannot read greenml.placement.json because of Invalid input: expected object, received array"],
    ['{"version":2,"pins":{}}', "because of version: Invalid input"],
    ['{"version":1,"pins":{"a":{}}}', "because of pins.a.region: Invalid input"],
    [formatPins({ version: 1, pins: { a: pin({ pinnedAt: "yesterday" }) } }), "pins.a.pinnedAt: Invalid ISO date"],
    [formatPins({ version: 1, pins: { a: pin({ instanceType: "m5.large" }) } }), "pins.a.instanceType: Invalid string"],
    ['{"version":1,"pins":{},"more":1}', 'Unrecognized key: "more"'],
  ])("is refused in one sentence: %s", (text, sentence) => {
    expect(() => parsePins(text)).toThrow(sentence);
  });

  it("has a schema", () => {
    expect(pinFileSchema()).toMatchObject({
      title: PIN_FILE_NAME,
      type: "object",
      required: ["version", "pins"],
      properties: { version: { const: 1 } },
    });
  });

  it("takes its pins from placements", () => {
    const at = { pinnedAt: "2026-11-24", why: "greenest" };
    expect(pinOf(place(tuning()), at)).toEqual({
      region: "eu-north-1",
      instanceType: "ml.c7i.xlarge",
      catalogVersion: CATALOG_VERSION,
      ...at,
    });
    expect(pinOf({ ...place(tuning()), instanceType: undefined }, at)).not.toHaveProperty("instanceType");
  });
});

describe("a pinned placement", () => {
  it("stays, and says what a move would save", () => {
    const placed = place(tuning(), { pin: pin() });
    const free = place(tuning());
    expect(placed).toMatchObject({ region: "eu-west-1", instanceType: "ml.m5.xlarge" });
    expect(placed.pinned).toMatchObject({ ...pin(), move: { region: "eu-north-1", instanceType: "ml.c7i.xlarge" } });
    const { saves = Number.NaN, share } = placed.pinned!.move!;
    expect(saves).toBeCloseTo(likely(placed.emissions) - likely(free.emissions), 9);
    expect(share).toBeCloseTo(saves / likely(placed.emissions), 9);
    expect(placed.reasons.slice(0, 2)).toEqual([
      expect.stringMatching(/^eu-west-1 \(.*\) is pinned since 2026-09-30 \(figures 2026\.09-1\): first choice\.$/),
      "ml.m5.xlarge is pinned.",
    ]);
    expect(placed.reasons.at(-1)).toMatch(/^eu-north-1 on ml\.c7i\.xlarge would save/);
  });

  it("keeps the region alone where no type is pinned", () => {
    const placed = place(tuning(), { pin: pin({ instanceType: undefined }) });
    expect(placed).toMatchObject({ region: "eu-west-1", instanceType: "ml.c7i.xlarge" });
    expect(placed.reasons[1]).toContain("is the newest generation within");
  });

  it("says nothing of a move where there is none to make", () => {
    const { pinned, reasons } = place(tuning(), { pin: pinOf(place(tuning()), { pinnedAt: "2026-11-24", why: "x" }) });
    expect(pinned).not.toHaveProperty("move");
    expect(reasons.join(" ")).not.toContain("would save");
  });

  it("counts stated hours for the same type as without the pin", () => {
    const request = { use: "training", work: { hours: hours(8) } } as const;
    const free = place(request);
    const kept = place(request, { pin: pin({ region: "eu-north-1", instanceType: "ml.c7i.4xlarge" }) });
    expect(likely(kept.emissions) / likely(free.emissions)).toBeCloseTo(1, 0);
  });

  it("may be of serverless inference", () => {
    const work = { serverless: { memoryMib: 2048, requestsPerMonth: 1e5, millisecondsPerRequest: undefined } } as never;
    const placed = place({ use: "serverless", work }, { pin: pin({ region: "eu-west-3", instanceType: undefined }) });
    expect(placed).toMatchObject({ region: "eu-west-3", instanceType: undefined });
  });

  it.each<[string, Parameters<typeof tuning>[0], Partial<Pin>, string]>([
    ["another region", { region: "eu-west-3" }, {}, 'eu-west-1 because region says "eu-west-3"'],
    ["other regions", { allowedRegions: ["eu-west-3"] }, {}, "eu-west-1 because it is none of allowedRegions"],
    ["a forbidden region", { forbiddenRegions: ["eu-west-1"] }, {}, "eu-west-1 because it is one of forbiddenRegions"],
    ["another type", { instanceType: "c5.xlarge" }, {}, 'ml.m5.xlarge because instanceType says "c5.xlarge"'],
    ["larger needs", { needs: { vcpu: 16 } }, {}, "ml.m5.xlarge because it has 4 vCPU, needed are 16"],
    ["residency", { residency: ["DE"] }, {}, "eu-west-1: it is in Ireland, not in DE"],
    ["a missing feature", { needs: { feature: ["xgboost"] } }, { region: "ap-east-2" }, "ap-east-2: the XGBoost image"],
  ])("cannot be kept against %s", (_, overrides, changed, sentence) => {
    expect(() => place(tuning(overrides), { pin: pin(changed) })).toThrow(
      new RegExp(`^Cannot keep the pin on ${sentence.replace(/[().]/g, "\\$&")}.*: unpin it, or change the request$`),
    );
  });

  it("may repeat the owner's choice, or be of a type newer than the catalogue", () => {
    expect(place(tuning({ region: "eu-west-1", instanceType: "m5.xlarge" }), { pin: pin() }).region).toBe("eu-west-1");
    const unknown = place(tuning(), { pin: pin({ instanceType: "ml.z9.large" }) });
    expect(unknown).toMatchObject({ instanceType: "ml.z9.large", emissions: { kind: "unknown" } });
  });

  it("has to be in a region of the catalogue", () => {
    expect(() => place(tuning(), { pin: pin({ region: "mars-1" }) })).toThrow('Unknown region "mars-1" in pin.region');
  });

  it("always stays", () => {
    const ids = regions()
      .filter(({ id, partition }) => partition === "aws" && region(id).features.sagemaker)
      .map(({ id }) => id);
    const types = ["ml.m5.xlarge", "ml.c7i.2xlarge", "ml.m7i.4xlarge", undefined];
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.constantFrom(...types),
        fc.integer({ min: 1, max: 500 }),
        (id, instanceType, time) => {
          const request = tuning({ work: { hours: hours(time / 10) } });
          const placed = place(request, { pin: pin({ region: id, instanceType }) });
          expect(placed.region).toBe(id);
          expect(placed.instanceType).toBe(instanceType ?? placed.instanceType);
        },
      ),
      { numRuns: 25 },
    );
  });
});

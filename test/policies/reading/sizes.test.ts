import { memorySizeAt, volumeSizeAt } from "../../../policies/reading/sizes";

it.each([
  ["AWS's request", { VolumeSizeInGB: 50 }, { MemorySizeInMB: 2048 }],
  ["the provider", { volumeSizeInGb: 50 }, { memorySizeInMb: 2048 }],
])("reads sizes as %s spells them", (_, volume, memory) => {
  expect(volumeSizeAt(volume)).toBe(50);
  expect(memorySizeAt(memory)).toBe(2048);
});

it("reads the size of a notebook's volume, which the provider writes without a unit", () => {
  expect(volumeSizeAt({ volumeSize: 50 })).toBe(50);
});

it("takes the provider's zero, and a part that is not there, for none", () => {
  for (const part of [{ volumeSizeInGb: 0, memorySizeInMb: 0 }, {}, undefined]) {
    expect([volumeSizeAt(part), memorySizeAt(part)]).toEqual([undefined, undefined]);
  }
});

import { findLocation, locations, regions } from "../../../carbon";
import { location } from "../../../carbon/catalog/locations";

describe("where regions are", () => {
  it("is known of every region of the catalogue, and of no other", () => {
    expect(
      locations()
        .map(({ region }) => region)
        .toSorted(),
    ).toEqual(regions().map(({ id }) => id));
  });

  it("gives every country one code", () => {
    const codes = new Map<string, Set<string>>();
    for (const { id, country } of regions()) {
      codes.set(country, (codes.get(country) ?? new Set()).add(findLocation(id)?.countryCode ?? ""));
    }
    expect([...codes.values()].filter((all) => all.size !== 1 || all.has(""))).toEqual([]);
  });

  it("keeps Zurich and London out of the European Union", () => {
    const inside = locations().filter(({ residencyGroups }) => residencyGroups.includes("EU"));
    expect(inside.map(({ countryCode }) => countryCode).toSorted()).toEqual(["DE", "DE", "ES", "FR", "IE", "IT", "SE"]);
    expect(findLocation("mars-1")).toBeUndefined();
    expect(() => location("mars-1")).toThrow('Unknown region "mars-1": the catalogue does not say where it is');
  });
});

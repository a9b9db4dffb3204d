import type * as catalog from "../../../carbon/catalog/grid-intensity";
import { hours, place } from "../../../carbon";

jest.mock("../../../carbon/catalog/grid-intensity", () => {
  const actual = jest.requireActual<typeof catalog>("../../../carbon/catalog/grid-intensity");
  return { ...actual, findGrid: (id: string) => (id === "eu-north-1" ? undefined : actual.findGrid(id)) };
});

describe("a region without a grid figure", () => {
  it("never wins, and is rejected with the reason", () => {
    const placed = place({ use: "training", allowedRegions: ["eu-north-1", "us-east-1"], work: { hours: hours(1) } });
    expect(placed.region).toBe("us-east-1");
    expect(placed.rejected).toContainEqual({
      region: "eu-north-1",
      because: "the catalogue holds no grid intensity for it",
    });
  });
});

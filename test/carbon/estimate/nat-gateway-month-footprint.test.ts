import { gigabytes, natGatewayMonthFootprint, range } from "../../../carbon";

describe("a NAT gateway in a month", () => {
  it("costs its hours and what goes through it, on a machine that nobody knows", () => {
    const { cost, energy, emissions, unknowns } = natGatewayMonthFootprint({
      region: "us-east-1",
      gigabytes: range(gigabytes(0), gigabytes(100), gigabytes(1000)),
    });
    // 730 h x 0.045 USD = 32.85 USD, and 0.045 USD for each gigabyte
    expect(cost).toMatchObject({ low: 32.85, likely: expect.closeTo(37.35, 9) as number, high: 77.85 });
    expect([energy.kind, emissions.kind]).toEqual(["unknown", "unknown"]);
    expect(unknowns).toEqual(["what a NAT gateway runs on"]);
  });

  it("has the spread of prices between regions elsewhere, and no price where the catalogue holds none", () => {
    const there = natGatewayMonthFootprint({ region: "eu-west-1", gigabytes: gigabytes(0), signal: "marginal" });
    expect(there.signal).toBe("marginal");
    expect(there.cost).toMatchObject({ basis: expect.stringContaining("usual spread") as string });
    expect(natGatewayMonthFootprint({ region: "cn-north-1", gigabytes: gigabytes(1) }).cost.kind).toBe("unknown");
  });

  it("says that the amount is missing, not that it is none", () => {
    const { cost, unknowns } = natGatewayMonthFootprint({ region: "us-east-1", gigabytes: undefined });
    expect(cost).toEqual({ kind: "unknown", missing: "gigabytes that go through it" });
    expect(unknowns).toEqual(["what a NAT gateway runs on", "gigabytes that go through it"]);
  });
});

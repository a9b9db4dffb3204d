import { instance } from "../../../carbon/catalog/instances";
import { region } from "../../../carbon/catalog/regions";
import { hourlyPrice } from "../../../carbon/estimate/hourly-price";

const priced = (type: string, place: string) => hourlyPrice(instance(type), region(place));

describe("hourlyPrice", () => {
  it("is the list price in N. Virginia", () => {
    expect(priced("m5.xlarge", "us-east-1")).toMatchObject({ low: 0.23, likely: 0.23, high: 0.23 });
  });

  it("adds SageMaker's margin to EC2's price", () => {
    // m4.xlarge 0.20 USD/h x 1.0-1.2-1.4
    const near = (value: number): number => expect.closeTo(value, 6) as number;
    expect(priced("m4.xlarge", "us-east-1")).toMatchObject({ low: near(0.2), likely: near(0.24), high: near(0.28) });
  });

  it("widens in a region whose prices the catalogue lacks", () => {
    expect(priced("m5.xlarge", "eu-north-1")).toMatchObject({ likely: expect.closeTo(0.2415, 6) as number });
  });

  it("is unknown in other partitions and for types without any price", () => {
    expect(priced("m5.xlarge", "cn-north-1")).toEqual({ kind: "unknown", missing: "prices in partition aws-cn" });
    expect(priced("p5e.48xlarge", "us-east-1")).toEqual({ kind: "unknown", missing: "price of ml.p5e.48xlarge" });
  });
});

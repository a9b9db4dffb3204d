import { dataTransferFootprint, findRegion, gigabytes, replaceTable } from "../../../carbon";
import { transferPrice } from "../../../carbon/estimate/transfer-price";

const near = (value: number): number => expect.closeTo(value, 9) as number;
const price = (from: string, to: string) => transferPrice(findRegion(from), to, gigabytes(100));

afterEach(() => {
  replaceTable("transfer-prices.csv", undefined);
});

describe("the price of data that leaves for another region", () => {
  it("is that of the sender, with the age of the list as its error", () => {
    // 100 GB x 0.02 USD, 20 % either way
    expect(price("eu-west-1", "eu-north-1")).toEqual({
      kind: "known",
      low: near(1.6),
      likely: near(2),
      high: near(2.4),
      basis: "list price of data that leaves eu-west-1 for another region",
    });
    expect(price("sa-east-1", "us-east-1")).toMatchObject({ likely: near(13.8) });
    expect(price("us-east-1", "sa-east-1")).toMatchObject({ likely: near(2) });
  });

  it("is lower between the two regions that AWS treats as near", () => {
    expect(price("us-east-1", "us-east-2")).toMatchObject({ likely: near(1) });
    expect(price("us-east-2", "us-east-1")).toMatchObject({ likely: near(1) });
  });

  it("lies between the lowest and the highest on the list for a region that is newer than it", () => {
    expect(price("mx-central-1", "us-east-1")).toMatchObject({ low: near(1), likely: near(2), high: near(14.7) });
  });

  it("is unknown in other partitions and in regions that the catalogue lacks", () => {
    expect(price("cn-north-1", "cn-northwest-1")).toEqual({ kind: "unknown", missing: "prices in partition aws-cn" });
    expect(price("mars-1", "us-east-1")).toEqual({ kind: "unknown", missing: "prices in an unknown region" });
  });

  it("can be replaced by a contract's", () => {
    replaceTable(
      "transfer-prices.csv",
      "region,usd_gb,nearer_regions,nearer_usd_gb,source\neu-west-1,0.01,eu-west-2,,own\n",
    );
    expect(price("eu-west-1", "eu-north-1")).toMatchObject({ likely: near(1) });
    expect(price("eu-west-1", "eu-west-2")).toMatchObject({ likely: near(2), high: near(14.7) });
  });

  it("is the cost of the transfer", () => {
    const { cost } = dataTransferFootprint({ gigabytes: gigabytes(100), from: "eu-west-1", to: "eu-north-1" });
    expect(cost).toEqual(price("eu-west-1", "eu-north-1"));
  });
});

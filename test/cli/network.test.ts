import { dataTransferFootprint, gigabytes, publicTransferFootprint } from "../../carbon";
import { likely, resource, scratch, served } from "./estimating";
import { greenml, widerThan80 } from "./greenml";

const { state, usage, workload, estimated, refusal } = scratch();

const people = publicTransferFootprint({ region: "eu-west-1", gigabytes: gigabytes(100) });
const moved = dataTransferFootprint({ from: "eu-west-1", to: "us-east-1", gigabytes: gigabytes(40) });
const says = (name: string): string => usage(`${name}: { gigabytesPerMonthTo: { internet: 100, us-east-1: 40 } }`);

describe("data that an owner says is sent", () => {
  const chat = (): string => state(...served({ instanceType: "ml.m5.large", initialInstanceCount: 1 }));

  test("is estimated beside the resource, inside AWS and to people apart", async () => {
    const { estimated: rows, total } = await estimated(chat(), "--usage", says("chat"));
    expect(rows.map(({ name, what, network, per }) => [name, what, network, per])).toEqual([
      ["chat", "endpoint: ml.m5.large", undefined, "month"],
      ["chat", "network: 100 GB to the internet", "internet", "month"],
      ["chat", "network: 40 GB in AWS to us-east-1", "aws", "month"],
    ]);
    expect(likely(rows[1]?.emissionsGrams)).toBeCloseTo(likely(people.emissions), 6);
    expect(likely(rows[1]?.costUsd)).toBeCloseTo(likely(people.cost), 9);
    expect(likely(rows[2]?.emissionsGrams)).toBeCloseTo(likely(moved.emissions), 9);
    expect(likely(total.network?.internet?.energyKwh)).toBeCloseTo(likely(people.energy), 9);
    expect(likely(total.network?.aws?.emissionsGrams)).toBeCloseTo(likely(moved.emissions), 9);
    const sum = rows.reduce((all, one) => all + likely(one.emissionsGrams), 0);
    expect(likely(total.emissionsGrams)).toBeCloseTo(sum, 6);
  });

  test("is nothing that anybody said where nobody did", async () => {
    const { estimated: rows, total } = await estimated(chat());
    expect([rows.length, total.network]).toEqual([1, undefined]);
  });

  test("is shown apart in the total", async () => {
    const { out } = await greenml("estimate", chat(), "--usage", says("chat"));
    expect(out.replaceAll(/\s+/g, " ")).toMatch(
      /TOTAL .* network in AWS [\d.]+ m?g .*; network to the internet [\d.]+ /,
    );
    expect(widerThan80(out)).toEqual([]);
  });

  test("counts for a bucket whose amount nobody knows, which stays listed", async () => {
    const bucket = state(resource("aws:s3/bucket:Bucket", "data", {}));
    const { estimated: rows, notEstimated } = await estimated(bucket, "--usage", says("data"));
    expect(rows.map(({ network }) => network)).toEqual(["internet", "aws"]);
    expect(notEstimated.map(({ name }) => name)).toEqual(["data"]);
  });

  test("to its own region costs nothing, and a range of gigabytes stays one", async () => {
    const stay = usage(
      "chat: { gigabytesPerMonthTo: { eu-west-1: 40, internet: { low: 10, likely: 50, high: 100 } } }",
    );
    const [, home, range] = (await estimated(chat(), "--usage", stay)).estimated;
    expect([likely(home?.emissionsGrams), likely(home?.costUsd)]).toEqual([0, 0]);
    expect(range?.what).toBe("network: 10-100 GB to the internet");
    expect(likely(range?.emissionsGrams)).toBeCloseTo(likely(people.emissions) / 2, 6);
  });

  test.each([
    ["mars-1: 40", 'Unknown region "mars-1" in gigabytesPerMonthTo of "chat"'],
    ["internet: -1", "expected at least 0 (got -1)"],
    ["internet: 1e12", "expected at most 1000000000"],
    ["internet: 3 TB", "expected a number, or"],
  ])("is refused where it makes no sense: %s", async (entry, sentence) => {
    expect(await refusal(chat(), "--usage", usage(`chat: { gigabytesPerMonthTo: { ${entry} } }`))).toContain(sentence);
  });

  test("of a workload file is work of its own", async () => {
    const work = { name: "replies", kind: "transfer", region: "eu-west-1", gigabytesPerMonthTo: { internet: 100 } };
    const [one] = (await estimated(workload(work))).estimated;
    expect(likely(one?.emissionsGrams)).toBeCloseTo(likely(people.emissions), 6);
    expect(await refusal(workload({ ...work, gigabytesPerMonthTo: { "mars-1": 1 } }))).toContain('region "mars-1"');
  });
});

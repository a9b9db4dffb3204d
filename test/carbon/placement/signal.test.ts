import { hours, mebibytes, milliseconds, place, region, regions, trainingFootprint } from "../../../carbon";
import { likely, rejection, tuning } from "./requests";

describe("the grid signal", () => {
  it("is the average by default, and the answer of the marginal one stands beside it where it differs", () => {
    const placed = place(tuning());
    expect(placed).toMatchObject({ region: "eu-north-1", signal: "average", otherSignal: { signal: "marginal" } });
    const { otherSignal } = placed;
    expect(otherSignal?.region).not.toBe("eu-north-1");
    expect(placed.reasons.join(" ")).toMatch(
      /By the marginal signal \(what one more kilowatt-hour causes\) ml\.\S+ in \S+ would be chosen\./,
    );
    const marginal = place(tuning({ signal: "marginal" }));
    expect(marginal.region).toBe(otherSignal?.region);
    expect(likely(marginal.emissions)).toBeCloseTo(likely(otherSignal!.emissions), 9);
  });

  it("decides by the marginal intensity when the request says so", () => {
    const placed = place(tuning({ signal: "marginal" }));
    expect(placed).toMatchObject({ signal: "marginal", otherSignal: { signal: "average", region: "eu-north-1" } });
    expect(placed.reasons[0]).toContain(`marginal grid ${region(placed.region).marginal?.value} gCO2e/kWh`);
    expect(placed.reasons.join(" ")).toContain("By the average signal (the mean of the grid)");
  });

  it("counts the emissions of the work by the signal", () => {
    const placed = place({
      use: "training",
      region: "eu-north-1",
      instanceType: "ml.m5.large",
      signal: "marginal",
      work: { hours: hours(1) },
    });
    const usage = { region: "eu-north-1", instanceType: "ml.m5.large", hours: hours(1) };
    expect(likely(placed.emissions)).toBeCloseTo(
      likely(trainingFootprint({ ...usage, signal: "marginal" }).emissions),
      9,
    );
    expect(placed.otherSignal).toBeUndefined();
  });

  it("is silent where both choose the same", () => {
    expect(place(tuning({ allowedRegions: ["eu-north-1"] })).otherSignal).toBeUndefined();
  });

  it("rejects regions for which nobody has published it", () => {
    const blind = regions().find(({ marginal, intensity, features }) => !marginal && intensity && features.sagemaker);
    const placed = place(tuning({ signal: "marginal", allowedRegions: ["eu-west-1", blind!.id] }));
    expect(placed.region).toBe("eu-west-1");
    expect(rejection(placed, blind!.id)).toBe("the catalogue holds no marginal grid intensity for it");
    const alone = place(tuning({ allowedRegions: [blind!.id] }));
    expect(alone.otherSignal).toBeUndefined();
  });

  it("holds for serverless inference", () => {
    const serverless = { memoryMib: mebibytes(2048), requestsPerMonth: 1e5, millisecondsPerRequest: milliseconds(50) };
    const placed = place({ use: "serverless", signal: "marginal", work: { serverless } });
    expect(placed.otherSignal).toMatchObject({ region: "eu-north-1", instanceType: undefined });
    expect(placed.reasons.join(" ")).toContain(
      "By the average signal (the mean of the grid) eu-north-1 would be chosen.",
    );
  });
});

import { endpointMonthCostWords, words } from "../../../policies/judging/cost-words";
import { configuration } from "../support/resources";

const unknown = "energy, emissions and cost unknown";

it("says that an impossible quantity has no figure, so that the fault is told all the same", () => {
  const machines = { instanceType: "ml.m6i.large", instanceCount: 0.5 };
  expect(endpointMonthCostWords(configuration() as Parameters<typeof endpointMonthCostWords>[0], machines)).toBe(
    unknown,
  );
});

it("keeps no broken promise of ours to itself", () => {
  expect(() =>
    words(() => {
      throw new Error("broken");
    }),
  ).toThrow("broken");
});

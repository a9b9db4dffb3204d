import { formatEmissions, formatEnergy, formatUsd } from "../../../carbon/estimate/format";
import { bounded, known } from "../../../carbon/units/join-estimates";
import { grams, kilowattHours, usd } from "../../../carbon/units/quantities";
import { exactly, range } from "../../../carbon/units/range";

const emitted = (low: number, likely: number, high: number): string =>
  formatEmissions(known(range(grams(low), grams(likely), grams(high)), ""));

describe("figures for people", () => {
  it.each([
    [1234, 2100, 3400, "1.2-3.4 kg, likely 2.1 kg"],
    [0.0004, 0.0005, 0.0006, "0.4-0.6 mg, likely 0.5 mg"],
    [0.41, 0.73, 1.3, "0.41-1.3 g, likely 0.73 g"],
    [1.5e6, 2e6, 123.4e6, "1.5-123 t, likely 2 t"],
    [0, 0, 0, "0 mg"],
    [2100, 2100, 2100, "2.1 kg"],
  ])("writes %p, %p, %p as %p", (low, likely, high, text) => {
    expect(emitted(low, likely, high)).toBe(text);
  });

  it("writes energy and money", () => {
    expect(formatEnergy(known(range(kilowattHours(0.02), kilowattHours(0.03), kilowattHours(0.047)), ""))).toBe(
      "20-47 Wh, likely 30 Wh",
    );
    expect(formatEnergy(known(exactly(kilowattHours(1500)), ""))).toBe("1.5 MWh");
    expect(formatUsd(known(range(usd(1.2), usd(2.1), usd(3.4)), ""))).toBe("$1.20-3.40, likely $2.10");
    expect(formatUsd(known(exactly(usd(1029.3)), ""))).toBe("$1,029");
    expect(formatUsd(known(range(usd(0), usd(0.00123), usd(0.01)), ""))).toBe("$0.00-0.01, likely $0.0012");
  });

  it("says that a bound is a bound", () => {
    expect(formatEmissions(bounded(grams(0), grams(3400), "", "run time"))).toBe(
      "at most 3.4 kg, likely unknown: run time",
    );
    expect(formatEnergy(bounded(kilowattHours(1), kilowattHours(22), "", "compute time"))).toBe(
      "1-22 kWh, likely unknown: compute time",
    );
  });

  it("says that an unknown is unknown", () => {
    expect(formatUsd({ kind: "unknown", missing: "price" })).toBe("unknown: price");
  });
});

import fc from "fast-check";
import { referenceFile, validate } from "../../../cli/validate";
import { greenml } from "../greenml";
import {
  csv,
  defaultLoadRunsFile,
  halves,
  line,
  otherRunsFile,
  refusal,
  run,
  scored,
  scores,
  withFile,
} from "./greenml-validate";

describe("greenml validate on the reference table", () => {
  const { rows, summary } = validate(referenceFile);

  it("holds what the project promises", () => {
    expect(summary.measured.insideShare).toBeGreaterThanOrEqual(0.85);
    expect(summary.measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(summary.measured.widestRange).toBeLessThanOrEqual(4);
    expect(summary.measured.scored).toBe(8);
  });

  it("counts every row once", () => {
    expect(summary.measured.rows + summary.derived.rows).toBe(rows.length);
    expect(summary.measured.scored + summary.derived.scored + summary.skipped).toBe(rows.length);
    expect(rows.filter((row) => (row.status === "skipped") === (row.because === null))).toEqual([]);
  });

  it("misses the idle nodes of BLOOM alone, whose figure holds the network and storage as well", () => {
    const outside = rows.filter((row) => row.basis === "measured" && row.inside === false);
    expect(outside.map((row) => row.id)).toEqual(["bloom-idle"]);
  });

  it("reaches the median error on either half of the rows, split by a hash of their ids", () => {
    for (const half of halves()) {
      const { measured } = scores(half).summary;
      expect(measured.scored).toBeGreaterThanOrEqual(3);
      expect(measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
      expect(measured.widestRange).toBeLessThanOrEqual(4);
    }
  });

  it("holds on the runs behind the default loads, which are not in it", () => {
    const { measured } = validate(defaultLoadRunsFile).summary;
    expect(measured.scored).toBe(6);
    expect(measured.insideShare).toBeGreaterThanOrEqual(0.85);
    expect(measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(measured.widestRange).toBeLessThanOrEqual(4);
  });

  it("misses half of the runs that no default knows", () => {
    const { measured } = validate(otherRunsFile).summary;
    expect(measured).toMatchObject({ rows: 55, scored: 55 });
    expect(measured.insideShare).toBeCloseTo(0.51, 2);
    expect(measured.medianAbsoluteError).toBeCloseTo(0.4, 2);
    expect(measured.widestRange).toBeLessThanOrEqual(4);
  });
});

describe("an estimate", () => {
  it("computes a worked example", () => {
    // one V100 alone: 48 + 0.64 x (300 - 48) = 209.28 W x 100 h = 20.928 kWh; without a stated PUE none is added
    const row = scored({ accelerator_hours: 100, power_basis: "measured GPU power", energy_mwh: 0.02 });
    expect(row.energy?.estimated.likely).toBeCloseTo(0.020928, 8);
    expect(row.energy?.ratio).toBeCloseTo(1.0464, 6);
    expect(row).toMatchObject({ status: "scored", basis: "measured", inside: true, machine: "ml.p3.16xlarge" });
    expect(row.absoluteError).toBeCloseTo(0.0464, 6);
  });

  it("never looks at watts, energy and emissions of the row", () => {
    const cells = { accelerator_hours: 100, power_basis: "measured", pue: 1.1, grid_g_kwh: 400 };
    const estimate = (energy: number, tonnes: number, w: number | string) => {
      const row = scored({ ...cells, energy_mwh: energy, tco2e: tonnes, avg_w_per_accelerator: w });
      return [row.energy?.estimated, row.emissions?.estimated];
    };
    const figure = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const expected = estimate(1, 1, "");
    fc.assert(
      fc.property(figure, figure, figure, (energy, tonnes, w) => {
        expect(estimate(energy, tonnes, w)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    expect(estimate(1, 1, "68-73")).toEqual(expected);
  });

  it("takes count and days where no accelerator-hours are published", () => {
    const figures = { power_basis: "measured", energy_mwh: 1 };
    const byDays = scored({ ...figures, accelerator_count: 8, days: 2 });
    const byHours = scored({ ...figures, accelerator_count: 8, accelerator_hours: 384 });
    expect(byDays.energy).toEqual(byHours.energy);
  });

  it.each([
    ["measured GPU energy", "", 209.28],
    ["measured", "GPU only", 209.28],
    ["TDP x hours", "", 209.28],
    ["measured average per GPU", "", 209.28],
    // the host of an eighth of a p3.16xlarge at 0.4 load: (225.2 + 0.8 x (440.8 - 225.2)) / 8 = 49.71 W
    ["measured, GPU + CPU + RAM", "", 209.28 + 49.71 / 1.33],
    ["measured by codecarbon", "", 209.28 + 49.71 / 1.33],
    ["measured system average per chip", "", 209.28 * 1.3 + 49.71],
    ["measured at the server, per GPU", "", 209.28 * 1.3 + 49.71],
    ["measured", "whole nodes", 209.28 * 1.3 + 49.71],
  ])("covers what %j and %j cover", (power_basis, notes, w) => {
    const row = scored({ accelerator_hours: 1000, power_basis, notes, energy_mwh: 1 });
    expect(row.energy?.estimated.likely).toBeCloseTo(w / 1000, 6);
  });

  it("adds the overhead, but not where the energy is before it", () => {
    const cells = { accelerator_hours: 1000, power_basis: "measured GPU power", pue: 1.2, grid_g_kwh: 500 };
    const figures = { energy_mwh: 1, tco2e: 1 };
    expect(scored({ ...cells, ...figures }).energy?.estimated.likely).toBeCloseTo(0.251136, 8);
    const before = scored({ ...cells, ...figures, notes: "energy is GPU energy before PUE" });
    expect(before.energy?.estimated.likely).toBeCloseTo(0.20928, 8);
    expect(before.emissions?.estimated.likely).toBeCloseTo(0.125568, 8);
  });

  it("widens with its inputs", () => {
    const cells = { power_basis: "measured", energy_mwh: 1, accelerator_count: 8, days: 100 };
    const width = (more: object): number => {
      const { low, high } = scored({ ...cells, ...more }).energy!.estimated;
      return high / low;
    };
    expect(width({ pue: "1.1-1.3" })).toBeGreaterThan(width({ pue: 1.2 }));
    expect(width({ accelerator_hours: "1000-3000" })).toBeGreaterThan(width({ accelerator_hours: 2000 }));
  });

  it.each([
    ["operational gross", "operational"],
    ["operational + embodied", "more"],
    ["operational market-based + embodied", "none"],
    ["operational + idle + embodied", "none"],
    ["lifecycle", "none"],
  ])("compares emissions of scope %j: %s", (tco2e_scope, expected) => {
    const cells = {
      accelerator_hours: 1000,
      power_basis: "measured",
      pue: 1.1,
      grid_g_kwh: 400,
      energy_mwh: 1,
      tco2e: 1,
    };
    const operational = scored({ ...cells, tco2e_scope: "operational" }).emissions!.estimated.likely;
    const emissions = scored({ ...cells, tco2e_scope }).emissions?.estimated.likely;
    const found = emissions === undefined ? "none" : emissions > operational ? "more" : "operational";
    expect(found).toBe(expected);
  });
});

describe("a row that cannot be scored says why", () => {
  const full = { accelerator_hours: 1000, power_basis: "measured", energy_mwh: 1 };
  it.each([
    [{ ...full, hardware: "" }, "no hardware is named"],
    [{ ...full, hardware: "TPUv4" }, "AWS rents no machine with TPUv4"],
    [{ ...full, hardware: "A10" }, "AWS rents no machine with A10"],
    [{ ...full, hardware: "RTX 6000" }, "AWS rents no machine with RTX 6000"],
    [{ ...full, hardware: "Gaudi2" }, "AWS rents no machine with Gaudi2"],
    [{ ...full, hardware: "V100, A100" }, "AWS rents no machine with V100, A100"],
    [
      { ...full, hardware: "A100-40GB PCIe" },
      "AWS rents the A100-40GB as a module and not as the PCIe card, which draws less",
    ],
    [
      { ...full, hardware: "Trainium3" },
      "its energy needs host power of ml.trn3-gen2.ultraserver; maximum power of Trainium3",
    ],
    [{ ...full, phase: "" }, "no phase is named"],
    [{ ...full, phase: "training + 18 months use" }, 'no load is known for "training + 18 months use"'],
    [{ ...full, accelerator_hours: "n/a", days: 3 }, "neither accelerator-hours nor count and days are published"],
    [{ ...full, accelerator_hours: 0 }, "no hours above zero are published"],
    [{ ...full, energy_mwh: "" }, "neither energy nor emissions are published"],
    [{ ...full, energy_mwh: 0 }, "nothing above zero is published"],
    [{ ...full, energy_mwh: "", tco2e: 3 }, "only emissions are published, and they need a grid intensity"],
    [
      { ...full, energy_mwh: "", tco2e: 3, grid_g_kwh: 400, tco2e_scope: "lifecycle" },
      'only emissions are published, and they need an estimate of "lifecycle"',
    ],
    [
      { ...full, hardware: "ml.m5.xlarge", power_basis: "measured GPU power" },
      "its energy needs accelerators of ml.m5.xlarge: it has none",
    ],
    [{ ...full, phase: "embodied" }, "its energy needs an estimate of making"],
  ])("%j", (cells, because) => {
    expect(scored(cells)).toMatchObject({ status: "skipped", because, energy: null, emissions: null, inside: null });
  });
});

describe("hardware is found", () => {
  it.each([
    ["A100", "", "ml.p4d.24xlarge"],
    ["A100-80GB", "", "ml.p4de.24xlarge"],
    ["NVIDIA A100-SXM4-80GB", "", "ml.p4de.24xlarge"],
    ["8x NVIDIA A100 80 GB", "", "ml.p4de.24xlarge"],
    ["A100 80G", "", "ml.p4de.24xlarge"],
    ["A10G", "1", "ml.g5.xlarge"],
    ["Tesla V100 32GB", "1", "ml.p3dn.24xlarge"],
    ["V100", "1", "ml.p3.2xlarge"],
    ["V100", "3", "ml.p3.8xlarge"],
    ["V100", "10000", "ml.p3.16xlarge"],
    ["NVIDIA H100 80GB HBM3", "", "ml.p5.48xlarge"],
    ["L4", "1", "ml.g6.xlarge"],
    ["NVIDIA L4 GPU (PCIe)", "1", "ml.g6.xlarge"],
    ["AWS Trainium", "", "ml.trn1.32xlarge"],
    ["g5.xlarge", "", "ml.g5.xlarge"],
    ["ml.m5.xlarge", "", "ml.m5.xlarge"],
  ])("%s, %j of them", (hardware, accelerator_count, machine) => {
    const row = scored({ hardware, accelerator_count, accelerator_hours: 10, power_basis: "measured", energy_mwh: 1 });
    expect(row.machine).toBe(machine);
  });
});

describe("files", () => {
  const good = line({ accelerator_hours: 1000, power_basis: "measured", energy_mwh: 1 });

  it("may have a byte order mark, CRLF, blank lines and spaces", () => {
    const plain = scores(csv(good));
    expect(scores(`\uFEFF${csv(good, "", good.replaceAll(",", " , ")).replaceAll("\n", "\r\n")}\r\n\r\n`).rows).toEqual(
      [...plain.rows, ...plain.rows],
    );
  });

  it("may write numbers with separators, about signs and words for a blank", () => {
    const cells = { power_basis: "measured", energy_mwh: 1 };
    const plain = scored({ ...cells, accelerator_hours: 1082990 });
    for (const accelerator_hours of ["1,082,990", "1 082 990", "~1082990", "1.08299e6"]) {
      expect(scored({ ...cells, accelerator_hours, pue: "n/a", grid_g_kwh: "-" })).toEqual(plain);
    }
  });

  it.each([
    ["", /^Expected at least one row under the header of .*runs\.csv, got none\.$/],
    [csv(), /^Expected at least one row under the header of .*runs\.csv, got none\.$/],
    ["id,hardware\nx,V100", /^Expected the columns model, phase, .* in .*runs\.csv, got none\.$/],
    ['{"rows": []}\n{"rows": []}', /^Cannot read .*runs\.csv because of .+$/],
    [csv('run,"V100'), /^Cannot read .*runs\.csv because of .+$/],
    [csv("run,V100,training"), /^Cannot read .*runs\.csv because of .+$/],
    [
      csv(good, line({ accelerator_hours: "many" })),
      /^Expected a number from 0 to 1000000000000 in accelerator_hours on line 3 of .*, got "many"\.$/,
    ],
    [csv(line({ days: -1 })), /^Expected a number from 0 to 36525 in days on line 2 of .*, got "-1"\.$/],
    [csv(line({ pue: "0.9" })), /^Expected a number from 1 to 10 in pue on line 2 of .*, got "0.9"\.$/],
    [csv(line({ pue: "1.4-1.2" })), /^Expected a number from 1 to 10 in pue on line 2 of .*, got "1.4-1.2"\.$/],
  ])("are refused in one sentence: %j", (content, sentence) => {
    expect(refusal(content)).toMatch(sentence);
    expect(refusal(content)).not.toContain("\n");
  });
});

describe("any other text", () => {
  it("is scored, skipped or refused in one sentence", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }),
      fc.constantFrom(
        "",
        "V100",
        "training",
        "measured",
        "1-2",
        "1e9",
        "0",
        "-",
        "H100",
        "g5.xlarge",
        "idle",
        "inference",
      ),
    );
    const columns = [
      "phase",
      "hardware",
      "accelerator_count",
      "days",
      "accelerator_hours",
      "pue",
      "grid_g_kwh",
      "energy_mwh",
      "tco2e",
    ];
    const cells = fc.record(Object.fromEntries(columns.map((column) => [column, cell])));
    fc.assert(
      fc.property(cells, (one) => {
        expect(refusal(csv(line(one)))).toMatch(/^(accepted|Expected a number |Cannot read )/);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the command", () => {
  it("is one of greenml's", async () => {
    expect(await greenml("validate", "--format", "json")).toMatchObject({ code: 0, err: "" });
    expect(await greenml("validate", "--min-inside-share", "1")).toMatchObject({
      code: 1,
      err: "greenml: Too few measured rows inside their range: 0.875, minimum 1.\n",
    });
    expect(await greenml("validate", "missing.csv")).toMatchObject({ code: 2, out: "" });
  });

  it("scores the reference table when no file is named", () => {
    const { code, out } = run("--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(validate(referenceFile));
  });

  it("prints tables that fit 80 columns", () => {
    const { out } = run();
    expect(out.split("\n").filter((one) => one.length > 80)).toEqual([]);
    expect(out).toMatch(/^measured +30 +8 +88 % /m);
    expect(out).toMatch(/^bloom-idle +measured +257 MWh .* no$/m);
    expect(out).toMatch(/^gemma-2 +AWS rents no machine with TPUv4\/v5p$/m);
  });

  it("prints Markdown", () => {
    expect(run("--format", "markdown").out).toMatch(/^\| measured \| 30 \| 8 \| 88 % \|/m);
  });

  it("says so when nothing is scored or nothing is skipped", () => {
    const print = (content: string): string => withFile(content, (file) => run(file).out);
    expect(print(csv(line({ hardware: "TPUv4" })))).toContain("No row is scored.");
    expect(print(csv(line({ accelerator_hours: 1, energy_mwh: 1 })))).not.toContain("skipped");
  });

  it("ends with 1 when too few rows are inside, after printing", () => {
    expect(run("--min-inside-share", "0.85").code).toBe(0);
    const missed = run("--min-inside-share", "0.9");
    expect(missed).toMatchObject({
      code: 1,
      says: "Too few measured rows inside their range: 0.875, minimum 0.9.",
    });
    expect(missed.out).toContain("measured");
    const none = withFile(csv(line({ hardware: "TPUv4" })), (file) => run(file, "--min-inside-share", "0"));
    expect(none).toMatchObject({ code: 1, says: "Expected measured rows that can be scored, got none." });
  });

  it.each([
    [["--min-inside-share", "2"], "from 0 to 1"],
    [["--min-inside-share", ""], "from 0 to 1"],
    [["--format", "xml"], "xml"],
    [["missing.csv"], "Cannot read missing.csv"],
    [[__dirname], "Cannot read"],
    [["--loud"], "--loud"],
  ])("ends with 2 on %j", (args, says) => {
    const ended = run(...args);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.says).toContain(says);
  });
});

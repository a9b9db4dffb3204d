import fc from "../../support/fast-check";
import { referenceFile, validate } from "../../../cli/validate";
import { greenml } from "../greenml";
import {
  csv,
  defaultLoadRunsFile,
  fourthRunsFile,
  furtherRunsFile,
  laterRunsFile,
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

  it("holds on the runs behind the default loads, which are not in it", () => {
    const { measured } = validate(defaultLoadRunsFile).summary;
    expect(measured.scored).toBe(6);
    expect(measured.insideShare).toBeGreaterThanOrEqual(0.85);
    expect(measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(measured.widestRange).toBeLessThanOrEqual(4);
  });

  it("holds nearly as well on runs that no default knows, and misses those it cannot tell apart", () => {
    const other = validate(otherRunsFile);
    const { measured } = other.summary;
    expect(measured).toMatchObject({ rows: 55, scored: 55 });
    expect(measured.insideShare).toBeCloseTo(45 / 55, 10);
    expect(measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(measured.widestRange).toBeLessThanOrEqual(4);
    expect(other.rows.filter((row) => row.inside === false).map((row) => row.id)).toEqual([
      "v100-mistral-7b-alpaca",
      "a100-tucano-160m",
      "a100-tucano-1b1",
      "a100-cifar10-simclr",
      "a100-xe8545-bert-offline",
      "t4-vit-base",
      "t4-beit-base",
      "t4-rorshark",
      "l4-mlperf-bert-offline",
      "l4-mlperf-resnet50-offline",
    ]);
  });
});

describe("greenml validate on runs that were collected after the last change of a default", () => {
  it("holds what the project promises", () => {
    const { measured } = validate(laterRunsFile).summary;
    expect(measured).toMatchObject({ rows: 14, scored: 14, insideShare: 1 });
    expect(measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(measured.widestRange).toBeLessThanOrEqual(4);
  });

  it("misses more of the further ones, most of all machines that wait", () => {
    const { rows, summary } = validate(furtherRunsFile);
    expect(summary.measured).toMatchObject({ rows: 22, scored: 22 });
    expect(summary.measured.insideShare).toBeCloseTo(18 / 22, 10);
    expect(summary.measured.widestRange).toBeLessThanOrEqual(4);
    expect(rows.filter((row) => row.inside === false).map((row) => row.id)).toEqual([
      "a100-mula-4x160",
      "a100-ita-many-shots",
      "a100-sdxl",
      "a100-llama2-sciq",
    ]);
  });

  it("holds what the project promises on the fourth ones, which nothing was changed for", () => {
    const { rows, summary } = validate(fourthRunsFile);
    expect(summary.measured).toMatchObject({ rows: 24, scored: 24 });
    expect(summary.measured.insideShare).toBeCloseTo(22 / 24, 10);
    expect(summary.measured.medianAbsoluteError).toBeLessThanOrEqual(0.35);
    expect(summary.measured.widestRange).toBeLessThanOrEqual(4);
    expect(rows.filter((row) => row.inside === false).map((row) => row.id)).toEqual([
      "a100-tucano-2b4",
      "l40s-tulu-preprocess",
    ]);
  });
});

describe("an estimate", () => {
  it("computes a worked example", () => {
    // one V100 alone draws 0.74 of its 300 W: 222 W x 100 h = 22.2 kWh; without a stated PUE none is added
    const row = scored({ accelerator_hours: 100, power_basis: "measured GPU power", energy_mwh: 0.02 });
    expect(row.energy?.estimated.likely).toBeCloseTo(0.0222, 8);
    expect(row.energy?.ratio).toBeCloseTo(1.11, 6);
    expect(row).toMatchObject({ status: "scored", basis: "measured", inside: true, machine: "ml.p3.16xlarge" });
    expect(row.absoluteError).toBeCloseTo(0.11, 6);
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
    ["measured GPU energy", "", 222],
    ["measured", "GPU only", 222],
    ["TDP x hours", "", 222],
    ["measured average per GPU", "", 222],
    // the host of an eighth of a p3.16xlarge at 0.4 load: (225.2 + 0.8 x (440.8 - 225.2)) / 8 = 49.71 W
    ["measured, GPU + CPU + RAM", "", 222 + 49.71 / 1.33],
    // CodeCarbon's 42.5 W for the processor and 0.375 W for each of 488 GiB, an eighth of both
    ["measured by codecarbon", "", 222 + (42.5 + 0.375 * 488) / 8],
    ["measured by codecarbon", "GPU only", 222],
    ["measured by carbontracker", "", 222 + 49.71 / 1.33],
    ["measured", "includes CPU and DRAM", 222 + 49.71 / 1.33],
    ["measured GPU and CPU energy", "", 222 + 49.71 / 1.33],
    ["measured by NVML", "", 222],
    ["measured", "CPU excluded", 222],
    ["measured by IPMI", "", 222 * 1.3 + 49.71],
    ["measured", "whole server", 222 * 1.3 + 49.71],
    ["measured at the PDU", "GPU power varies", 222 * 1.3 + 49.71],
    ["measured system average per chip", "", 222 * 1.3 + 49.71],
    ["measured at the server, per GPU", "", 222 * 1.3 + 49.71],
    ["measured", "whole nodes", 222 * 1.3 + 49.71],
    ["pyNVML", "", 222],
    ["rocm-smi", "", 222],
    ["carbon tracker", "", 222 + 49.71 / 1.33],
    ["turbostat and nvidia-smi", "", 222 + 49.71 / 1.33],
    ["SPEC PTDaemon", "", 222 * 1.3 + 49.71],
    ["measured by Code Carbon", "", 222 + (42.5 + 0.375 * 488) / 8],
  ])("covers what %j and %j cover", (power_basis, notes, w) => {
    const row = scored({ accelerator_hours: 1000, power_basis, notes, energy_mwh: 1 });
    expect(row.energy?.estimated.likely).toBeCloseTo(w / 1000, 6);
  });

  it("covers the processor and memory of a machine without accelerators", () => {
    const estimated = (power_basis: string, notes = "") =>
      scored({ hardware: "c5.metal", accelerator_hours: 1000, power_basis, notes, energy_mwh: 1 }).energy!.estimated;
    const server = estimated("measured at the wall").likely;
    expect(estimated("measured CPU power (turbostat)").likely).toBeCloseTo(server / 1.33, 8);
    expect(estimated("measured", "CPU only").likely).toBeCloseTo(server / 1.33, 8);
  });

  it("adds the overhead, but not where the energy is before it", () => {
    const cells = { accelerator_hours: 1000, power_basis: "measured GPU power", pue: 1.2, grid_g_kwh: 500 };
    const figures = { energy_mwh: 1, tco2e: 1 };
    expect(scored({ ...cells, ...figures }).energy?.estimated.likely).toBeCloseTo(0.2664, 8);
    const before = scored({ ...cells, ...figures, notes: "energy is GPU energy before PUE" });
    expect(before.energy?.estimated.likely).toBeCloseTo(0.222, 8);
    expect(before.emissions?.estimated.likely).toBeCloseTo(0.1332, 8);
  });

  it.each([
    // one V100 draws 300 W at most: 30 kWh in 100 hours, 30.3 in 101
    [100, "0.03", true],
    [101, "0.0304", false],
    [101, "0.0303", true],
    [101.01, "30.3 kWh", true],
    [101.01, "0.0304", false],
    [100.1, "0.03004", false],
    [100.1, "0.030030", true],
    [94, "0.03", false],
  ])("meets in %d hours what rounds to %s: %j", (accelerator_hours, energy_mwh, inside) => {
    expect(scored({ accelerator_hours, power_basis: "TDP x hours", energy_mwh }).inside).toBe(inside);
  });

  it("widens with its inputs", () => {
    const cells = { power_basis: "measured", energy_mwh: 1, accelerator_count: 8, days: 100 };
    const width = (more: object): number => {
      const { low, high } = scored({ ...cells, ...more }).energy!.estimated;
      return high / low;
    };
    expect(width({ pue: "1.1-1.3" })).toBeGreaterThan(width({ pue: 1.2 }));
    expect(width({ accelerator_hours: "1800-2200" })).toBeGreaterThan(width({ accelerator_hours: 2000 }));
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
    [{ ...full, hardware: "V100, A100" }, "V100, A100 names more than one kind of accelerator"],
    [{ ...full, hardware: "MI300X" }, "AWS rents no machine with MI300X"],
    [{ ...full, hardware: "H800" }, "AWS rents no machine with H800"],
    [{ ...full, hardware: "GH200" }, "AWS rents no machine with GH200"],
    [{ ...full, hardware: "V100S" }, "AWS rents no machine with V100S"],
    [{ ...full, hardware: "Xeon Platinum 8175M" }, "Xeon Platinum 8175M names a processor and no machine type"],
    [
      { ...full, hardware: "A100-40GB PCIe" },
      "AWS rents the A100-40GB as a module and not as the PCIe card, which draws less",
    ],
    [
      { ...full, hardware: "Trainium3" },
      "its energy needs host power of ml.trn3-gen2.ultraserver; maximum power of Trainium3",
    ],
    [
      { ...full, hardware: "H100 (350 W)" },
      "AWS rents the H100-80GB as a module and not as the PCIe card, which draws less",
    ],
    [{ ...full, hardware: "g4ad.xlarge" }, "the catalogue holds no type g4ad.xlarge"],
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
    [{ ...full, phase: "training and inference" }, 'no load is known for "training and inference"'],
    [{ ...full, accelerator_hours: "many" }, 'expected a number in accelerator_hours "many"'],
    [{ ...full, pue: "1,1" }, 'expected a number in pue "1,1"'],
    [{ ...full, energy_mwh: "0,0155213" }, 'expected a number in energy_mwh "0,0155213"'],
    [{ ...full, energy_mwh: "0,015" }, 'expected a number in energy_mwh "0,015"'],
    [{ ...full, tco2e: "see text" }, 'expected a number in tco2e "see text"'],
    [{ ...full, pue: "1.4-1.2" }, 'expected a number in pue "1.4-1.2"'],
    [{ ...full, notes: "dynamic energy only" }, "its energy is that above idle, of which no estimate is made"],
    [
      { ...full, hardware: "Trainium2", power_basis: "measured chip power" },
      "all that is known leaves a factor of 5.7 between low and high",
    ],
  ])("%j", (cells, because) => {
    expect(scored(cells)).toMatchObject({ status: "skipped", because, energy: null, emissions: null, inside: null });
  });
});

describe("the basis of a published figure", () => {
  it.each([
    ["measured GPU power", "measured"],
    ["metered at the rack", "measured"],
    ["Code Carbon", "measured"],
    ["Redfish", "measured"],
    ["SPEC PTDaemon at the plug", "measured"],
    ["Code Carbon, TDP", "derived"],
    ["codecarbon", "measured"],
    ["NVML readings", "measured"],
    ["measured system average per chip", "measured"],
    ["not measured", "derived"],
    ["TDP x hours", "derived"],
    ["measured hours x TDP", "derived"],
    ["TDP assumed", "derived"],
    ["power cap", "derived"],
    ["assumed system average per chip", "derived"],
    ["estimated with nvidia-smi", "derived"],
    ["stated", "derived"],
    ["", "derived"],
  ])("%j is %s", (power_basis, basis) => {
    expect(scored({ accelerator_hours: 10, energy_mwh: 1, power_basis }).basis).toBe(basis);
  });
});

describe("the phase of a run", () => {
  const drawn = (cells: object): number =>
    scored({ accelerator_hours: 1000, power_basis: "measured GPU power", energy_mwh: 1, ...cells }).energy!.estimated
      .likely * 1000;

  it.each([
    ["training", 0.74],
    ["pretraining", 0.74],
    ["pre-training", 0.74],
    ["fine-tuning", 0.74],
    ["finetuning", 0.74],
    ["fine tuning", 0.74],
    ["instruction-tuning", 0.74],
    ["RL", 0.74],
    ["development", 0.74],
    ["hyperparameter search", 0.74],
    ["batch inference", 0.74],
    ["offline inference", 0.74],
    ["inference", 0.6],
    ["text generation", 0.6],
    ["evaluation", 0.6],
    ["pre-processing", 0.6],
    ["idle infrastructure", 0.16],
  ])("%j draws %d of a V100's 300 W", (phase, share) => {
    expect(drawn({ phase })).toBeCloseTo(share * 300, 8);
  });

  it.each([
    "V100",
    "T4",
    "A10G",
    "L4",
    "L40S",
    "A100-40GB",
    "A100-80GB",
    "H100",
    "H200",
    "B200",
    "B300",
    "RTX PRO 6000",
  ])(
    "leaves no more than a factor of 4 on %s that trains or works through a batch, whatever the meter saw",
    (hardware) => {
      for (const phase of ["training", "development", "batch inference"]) {
        for (const power_basis of ["measured GPU power", "measured at the wall", "carbontracker", "codecarbon"]) {
          const row = scored({ hardware, phase, power_basis, accelerator_hours: 1000, energy_mwh: 1 });
          expect(row).toMatchObject({ status: "scored", basis: "measured" });
          expect(row.energy!.estimated.high / row.energy!.estimated.low).toBeLessThanOrEqual(4);
        }
      }
    },
  );

  it("is that of an endpoint where inference is a service or goes on for days", () => {
    // 48 + 0.11 x 252 = 75.72 W
    expect(drawn({ phase: "deployment" })).toBeCloseTo(75.72, 8);
    expect(drawn({ phase: "inference", notes: "behind an API" })).toBeCloseTo(75.72, 8);
    expect(drawn({ phase: "inference", days: 18 })).toBeCloseTo(75.72, 8);
    expect(drawn({ phase: "inference", days: 0.5 })).toBeCloseTo(180, 8);
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
    ["AWS g5.2xlarge instance", "", "ml.g5.2xlarge"],
    ["2 x p4d.24xlarge", "", "ml.p4d.24xlarge"],
    ["8xA100", "", "ml.p4d.24xlarge"],
    ["AWS p4de", "", "ml.p4de.24xlarge"],
    ["ml.g5", "1", "ml.g5.xlarge"],
    ["trn1 instances", "", "ml.trn1.32xlarge"],
    ["64 H100s", "", "ml.p5.48xlarge"],
    ["H100 SXM5", "", "ml.p5.48xlarge"],
    ["V100 (x4)", "", "ml.p3.8xlarge"],
    ["2x Tesla T4", "", "ml.g4dn.12xlarge"],
    ["A100-80", "", "ml.p4de.24xlarge"],
    ["8x A100 80GB, 2x AMD EPYC 7763", "", "ml.p4de.24xlarge"],
    ["B200 SXM 192GB", "", "ml.p6-b200.48xlarge"],
    ["L40s", "1", "ml.g6e.xlarge"],
    ["RTX PRO 6000", "1", "ml.g7e.2xlarge"],
    ["Trainium 2", "", "ml.trn2.48xlarge"],
    ["A100-80GB (TDP of 350-400W)", "", "ml.p4de.24xlarge"],
    ["NVIDIA L40S (TDP: 350 W)", "1", "ml.g6e.xlarge"],
    ["V100, 300 W TDP", "1", "ml.p3.2xlarge"],
    ["NVIDIA V100 (8x GPUs)", "", "ml.p3.16xlarge"],
    ["8-GPU A100 node", "", "ml.p4d.24xlarge"],
    ["A10G*4", "", "ml.g5.12xlarge"],
    ["(4) A10G", "", "ml.g5.12xlarge"],
    ["single V100", "", "ml.p3.2xlarge"],
    ["V-100", "1", "ml.p3.2xlarge"],
    ["80GB A100", "", "ml.p4de.24xlarge"],
    ["Tesla T4 16GB GDDR6, Google Colab", "1", "ml.g4dn.xlarge"],
    ["RTX PRO 6000 Blackwell Server Edition", "1", "ml.g7e.2xlarge"],
    ["m5.metal", "", "ml.m5.24xlarge"],
    ["c7i.metal-24xl", "", "ml.c7i.24xlarge"],
  ])("%s, %j of them", (hardware, accelerator_count, machine) => {
    const row = scored({ hardware, accelerator_count, accelerator_hours: 10, power_basis: "measured", energy_mwh: 1 });
    expect(row.machine).toBe(machine);
  });
});

describe("the count that hardware names", () => {
  it.each([
    ["8x A100", 8],
    ["4 nodes x 8 A100", 32],
    ["32 nodes with 8 A100 80GB each", 256],
    ["A100 (8 GPUs)", 8],
    ["A100 80GB (TDP of 400 W), 8 GPUs", 8],
  ])("of %j is %d", (hardware, count) => {
    const row = scored({ hardware, days: 10, power_basis: "measured GPU power", energy_mwh: 1 });
    // 0.74 of 400 W for 240 hours
    expect(row.energy?.estimated.likely).toBeCloseTo(count * 0.07104, 8);
  });

  it.each(["A100 (80 GB)", "4 nodes of A100"])("is not in %j", (hardware) => {
    const row = scored({ hardware, days: 10, power_basis: "measured", energy_mwh: 1 });
    expect(row.because).toBe("neither accelerator-hours nor count and days are published");
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

  it("may be in UTF-16 and parted by tabs, as a spreadsheet's Unicode text", () => {
    const text = `\uFEFF${csv(good).replaceAll(",", "\t")}`;
    expect(scores(Buffer.from(text, "utf16le")).rows).toEqual(scores(csv(good)).rows);
  });

  it("may order its columns in any way, hold others, and part them by semicolons or tabs", () => {
    const plain = scores(csv(good));
    const turned = csv(good)
      .split("\n")
      .map((row) => ["extra", ...row.replaceAll('"', "").split(",").toReversed()]);
    for (const by of [",", ";", "\t"]) {
      expect(scores(turned.map((row) => row.join(by)).join("\n")).rows).toEqual(plain.rows);
    }
  });

  it("may quote within a cell and write figures with their unit", () => {
    const cells = { accelerator_hours: 1000, power_basis: "measured", energy_mwh: 1, grid_g_kwh: 400, tco2e: 1 };
    const plain = scored({ ...cells, model: 'the "big" one' });
    expect(plain.model).toBe('the "big" one');
    const written = {
      ...cells,
      model: 'the "big" one',
      energy_mwh: "1000 kWh",
      tco2e: "1000 kg",
      grid_g_kwh: "0.4 kg/kWh",
    };
    expect(scored(written).energy?.published).toBeCloseTo(1, 10);
    expect(scored(written).emissions?.ratio).toBeCloseTo(plain.emissions!.ratio, 10);
    expect(scored({ ...cells, energy_mwh: "0.9 ± 0.1" }).energy?.published).toBeCloseTo(0.9, 10);
    expect(scored({ ...cells, energy_mwh: "not said" })).toMatchObject({ energy: null, status: "scored" });
  });

  it("may write numbers with separators, about signs and words for a blank", () => {
    const cells = { power_basis: "measured", energy_mwh: 1 };
    const plain = scored({ ...cells, accelerator_hours: 1082990 });
    for (const accelerator_hours of [
      "1,082,990",
      "1 082 990",
      "1'082'990",
      "~1082990",
      "1.08299e6",
      "1.08299M",
      "1082.99k",
      "1082990 GPU hours",
      "about 1082990 (rounded)",
    ]) {
      expect(scored({ ...cells, accelerator_hours, pue: "n/a", grid_g_kwh: "-" })).toEqual(plain);
    }
  });

  it.each([
    ["", /^Expected at least one row under the header of .*runs\.csv, got none\.$/],
    [csv(), /^Expected at least one row under the header of .*runs\.csv, got none\.$/],
    ["id,hardware\nx,V100", /^Expected the columns model, phase, .* in .*runs\.csv, got none\.$/],
    ['{"rows": []}\n{"rows": []}', /^Expected the columns id, model, .* in .*runs\.csv, got none\.$/],
    [csv('run,"V100'), /^Cannot read .*runs\.csv because of .+$/],
    [csv("run,V100,training"), /^Expected 16 cells, as in the header, on line 2 of .*runs\.csv, got 3\.$/],
    [csv(good, `${good},x`), /^Expected 16 cells, as in the header, on line 3 of .*runs\.csv, got 17\.$/],
    [csv(good).replace("source", "notes"), /^Expected each column of .*runs\.csv once, got notes twice\.$/],
    [csv(good).replace("notes", "remarks"), /^Expected the column notes in .*runs\.csv, got none\.$/],
    [
      csv(line({ avg_w_per_accelerator: -250 })),
      /^Expected a number from 0 to 1000000000 in avg_w_per_accelerator on line 2 of .*, got "-250"\.$/,
    ],
    [csv(line({ days: -1 })), /^Expected a number from 0 to 36525 in days on line 2 of .*, got "-1"\.$/],
    [csv(line({ pue: "0.9" })), /^Expected a number from 1 to 10 in pue on line 2 of .*, got "0.9"\.$/],
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
        expect(refusal(csv(line(one)))).toMatch(/^(accepted|Expected a number from |Cannot read )/);
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

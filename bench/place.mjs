// What one placement over every region and every training type costs, beside estimating the same run for each pair of them one
// by one. Both in one process with the catalogue read, in turns; medians. Usage: node bench/place.mjs [ROUNDS]
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ALLOWED_MILLISECONDS = 20;
const rounds = Number(process.argv[2] ?? 15);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const carbon = createRequire(import.meta.url)(join(root, "dist", "carbon"));
const types = carbon.instances().filter(({ uses }) => uses.has("training"));
const regions = carbon.regions().filter(({ partition }) => partition === "aws");

const first = milliseconds(placement);
const times = { placement: [], estimates: [] };
for (let round = 0; round < rounds; round += 1) {
  times.estimates.push(milliseconds(estimates));
  times.placement.push(milliseconds(placement));
}
const [ours, each] = [median(times.placement), median(times.estimates)];
console.log(
  `one placement over ${regions.length} regions x ${types.length} training types: ${ours.toFixed(1)} ms, the first ${first.toFixed(1)} ms; estimating each pair ${each.toFixed(1)} ms, ratio ${(ours / each).toFixed(2)}`,
);
const fine = ours <= ALLOWED_MILLISECONDS;
console.log(
  `one placement takes ${ours.toFixed(1)} ms (at most ${ALLOWED_MILLISECONDS} wanted)${fine ? "" : ": TOO MUCH"}`,
);
if (!fine) process.exitCode = 1;

/** Speeds for every type, so that every type competes, those with accelerators too; data, so that its journey is weighed. */
function placement() {
  const benchmarks = types.map(({ type, vcpu, acceleratorCount }) => ({
    instanceType: type,
    rowsPerSecond: 100 * vcpu + 10_000 * acceleratorCount,
    date: "2026-11-24",
    source: "made up for this measurement",
  }));
  const placed = carbon.place({
    use: "training",
    needs: { architectures: ["x86_64", "arm64"] },
    work: { rows: 1e9, benchmarks },
    data: { gigabytes: carbon.gigabytes(100), region: "us-east-1" },
  });
  if (placed.kind !== "placed") throw new Error("Expected a place");
}

function estimates() {
  for (const { id: region } of regions)
    for (const { type: instanceType, vcpu, acceleratorCount } of types)
      carbon.trainingFootprint({
        region,
        instanceType,
        hours: carbon.hours(1e9 / (100 * vcpu + 10_000 * acceleratorCount) / 3600),
      });
}

function milliseconds(action) {
  const begun = process.hrtime.bigint();
  action();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

import { formatEmissions, formatEnergy, formatUsd, type Footprint, type Placement } from "../carbon";
import type { TabularOutputs, WastefulFigures, Work } from "./outputs";
import type { Refusal } from "./refusals";

const WIDTH = 79;
const WORK: Readonly<Record<Work, string>> = { tuning: "Tuning, once", servingMonth: "Serving, a month" };

/** All that the last screen shows. */
export interface Shown {
  readonly green: TabularOutputs;
  readonly wasteful: WastefulFigures;
  readonly refusals: readonly Refusal[];
  /** Area under the curve on rows that the training never saw, scored by the batch job's predictions. */
  readonly heldOut: { readonly rows: number; readonly auc: number };
  readonly reportPath: string;
}

/** The demonstration's last screen, for 80 columns. */
export function lastScreen(shown: Shown): string {
  return [...deployed(shown.green), ...learnt(shown), ...compared(shown), ...refused(shown.refusals), ...next(shown)]
    .flatMap((line) => wrap(line))
    .join("\n");
}

function deployed({ placements, endpointName, compiledModel }: TabularOutputs): string[] {
  const places = Object.entries(placements).flatMap(([what, placement]) => [
    `  ${what.padEnd(20)}${placement.region}  ${placement.instanceType ?? "no instance"}`,
    ...placement.reasons.slice(0, 3).map((reason) => `      - ${reason}`),
  ]);
  return [
    "",
    "WHAT RAN WHERE, AND WHY (sandbox)",
    ...places,
    `  endpoint            ${endpointName}`,
    `  compiled model      ${compiledModel}`,
  ];
}

function learnt({ green, heldOut }: Shown): string[] {
  const { best, trials } = green;
  const values = Object.entries(best.hyperParameters).map(([name, value]) => `${name} ${shortNumber(value)}`);
  return [
    "",
    "WHAT IT LEARNT (XGBoost really trained, on 10,000 wildlife strikes of the FAA)",
    `  best trial          ${best.trainingJobName}, ${best.metric} ${best.value.toFixed(4)}`,
    `                      ${values.join(", ")}`,
    `  trials              ${trials.completed} finished, ${trials.stopped} stopped early, ${trials.failed} failed`,
    `  held-out rows       AUC ${heldOut.auc.toFixed(4)} on ${heldOut.rows} rows, from the batch job's predictions`,
  ];
}

function compared({ green, wasteful }: Shown): string[] {
  const rows = (Object.keys(WORK) as Work[]).flatMap((work) => [
    `  ${WORK[work]}`,
    ...sideBySide("green", where(green.placements["training"]), green.footprint[work]),
    ...sideBySide("wasteful", `${wasteful.region} ${wasteful.instanceType}`, wasteful.footprint[work]),
  ]);
  return ["", "FOOTPRINT, ESTIMATED BEFORE DEPLOYMENT: green way and wasteful way", ...rows];
}

function sideBySide(way: string, place: string, footprint: Footprint): string[] {
  return [
    `    ${way.padEnd(10)}${formatEmissions(footprint.emissions)}`,
    `${" ".repeat(14)}${formatEnergy(footprint.energy)}; ${formatUsd(footprint.cost)} (${place})`,
  ];
}

function refused(refusals: readonly Refusal[]): string[] {
  const rules = [...new Set(refusals.map(({ rule }) => rule))].sort();
  const lines = rules.map((rule) => {
    const message = refusals.find((refusal) => refusal.rule === rule)?.message ?? "";
    return `  ${rule}: ${message}`;
  });
  return ["", `WHAT THE PACK REFUSED in stacks/wasteful: ${rules.length} rules, nothing was created`, ...lines];
}

function next({ reportPath }: Shown): string[] {
  return [
    "",
    "NEXT",
    `  report              ${reportPath}`,
    '  by hand             eval "$(npm run -s sandbox)"',
    "                      pulumi stack init tabular && pulumi up --policy-pack policies",
    "  on a real account   unset the sandbox's settings (a new shell), log in to AWS, then the same two;",
    "                      nothing here was ever tried on a real account",
    "",
  ];
}

function where(placement: Placement | undefined): string {
  return [placement?.region, placement?.instanceType].filter((word) => word !== undefined).join(" ");
}

function shortNumber(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) && !Number.isInteger(number) ? number.toPrecision(3) : value;
}

/** Breaks a long line at spaces and indents what follows a little deeper. */
function wrap(line: string): string[] {
  if (line.length <= WIDTH) return [line];
  const indent = " ".repeat((/^[\s-]*/.exec(line)?.[0].length ?? 0) + 2);
  const cut = line.lastIndexOf(" ", WIDTH);
  const at = cut > indent.length ? cut : line.indexOf(" ", WIDTH);
  if (at < 0) return [line];
  return [line.slice(0, at), ...wrap(indent + line.slice(at + 1))];
}

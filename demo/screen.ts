import { formatEmissions, formatEnergy, formatUsd, type Footprint } from "../carbon";
import { bullet, cutToWidth, labelled, sideBySide } from "./layout";
import type { TabularOutputs, WastefulFigures, Work } from "./outputs";
import type { Refusal } from "./refusals";

const WORK: Readonly<Record<Work, { readonly title: string; readonly placement: string }>> = {
  tuning: { title: "tuning, once", placement: "training" },
  servingMonth: { title: "serving, a month", placement: "online" },
};

/** Placements in the order in which the work is done. */
const ORDER = ["training", "batch", "online"];

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
  return [
    ...deployed(shown.green),
    ...learnt(shown),
    ...compared(shown),
    ...refused(shown.refusals),
    ...next(shown.reportPath),
  ].join("\n");
}

function deployed({ placements, endpointName, compiledModel }: TabularOutputs): string[] {
  const places = ORDER.flatMap((what) => {
    const place = placements[what];
    return place === undefined ? [] : [{ what, ...place }];
  }).flatMap(({ what, region, instanceType, reasons }) => [
    ...labelled(what, `${region}  ${instanceType ?? "no instance: serverless"}`),
    ...reasons.slice(0, 2).flatMap((reason) => bullet(reason)),
  ]);
  const made = [...labelled("endpoint", endpointName), ...labelled("compiled by Neo", fileOf(compiledModel))];
  return ["", "WHAT RAN WHERE, AND WHY (in the sandbox)", ...places, ...made];
}

function learnt({ green: { best, measured }, heldOut }: Shown): string[] {
  const values = Object.entries(best.hyperParameters).map(([name, value]) => `${name} ${shortNumber(value)}`);
  const minutes = (measured.trainingHours * 60).toFixed(1);
  return [
    "",
    "WHAT IT LEARNT (XGBoost on 10,000 wildlife strikes reported to the US FAA)",
    ...labelled("best trial", `${best.metric} ${best.value.toFixed(4)}, ${best.trainingJobName}`),
    ...labelled("", values.join(", ")),
    ...labelled("held-out rows", `AUC ${heldOut.auc.toFixed(4)} on ${heldOut.rows}, by the batch job's predictions`),
    ...labelled("all trials", `${minutes} min in sandbox time: ${formatEmissions(measured.footprint.emissions)} CO2e`),
  ];
}

function compared({ green, wasteful }: Shown): string[] {
  const rows = (Object.keys(WORK) as Work[]).flatMap((work) => {
    const { title, placement } = WORK[work];
    const place = green.placements[placement];
    return [
      ...sideBySide(
        title,
        `${place?.region ?? ""} ${place?.instanceType ?? "serverless"}`,
        `${wasteful.region} ${wasteful.instanceType}`,
      ),
      ...figures(green.footprint[work], wasteful.footprint[work]),
    ];
  });
  return ["", "FOOTPRINT, ESTIMATED", ...sideBySide("", "GREEN WAY", "WASTEFUL WAY"), ...rows];
}

function figures(green: Footprint, wasteful: Footprint): string[] {
  return [
    ...sideBySide("  CO2e", formatEmissions(green.emissions), formatEmissions(wasteful.emissions)),
    ...sideBySide("  energy", formatEnergy(green.energy), formatEnergy(wasteful.energy)),
    ...sideBySide("  cost", formatUsd(green.cost), formatUsd(wasteful.cost)),
  ];
}

/** One row for each rule, with the first thing it said, cut where the line ends; the report has all of it. */
function refused(refusals: readonly Refusal[]): string[] {
  const rules = [...new Set(refusals.map(({ rule }) => rule))].sort();
  const widest = Math.max(...rules.map((rule) => rule.length));
  const rows = rules.map((rule) => {
    const message = refusals.find((refusal) => refusal.rule === rule)?.message ?? "";
    return cutToWidth(`  ${rule.padEnd(widest)}  ${message}`);
  });
  return ["", `WHAT THE PACK REFUSED IN stacks/wasteful: ${rules.length} rules; nothing was created`, ...rows];
}

function next(reportPath: string): string[] {
  return [
    "",
    "NEXT",
    ...labelled("report", reportPath),
    ...labelled("by hand, here", 'eval "$(npm run -s sandbox)"'),
    ...labelled("", "pulumi stack init tabular"),
    ...labelled("", "pulumi up --policy-pack policies"),
    ...labelled("on a real account", "in a new shell, logged in to AWS: the same two pulumi commands"),
    ...labelled("", "(which nobody has tried yet)"),
    ...labelled("in your project", "npm install pulumi-greenml && npx greenml init"),
    "",
  ];
}

function fileOf(s3Uri: string): string {
  return s3Uri.split("/").at(-1) ?? s3Uri;
}

function shortNumber(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) && !Number.isInteger(number) ? number.toPrecision(3) : value;
}

import { formatEmissions, formatEnergy, formatUsd, type Footprint } from "../carbon";
import type { Shown } from "./screen";

/** The footprint report that the demonstration leaves behind, in Markdown. */
export function footprintReport({ green, wasteful, refusals, heldOut }: Shown): string {
  const rows = [
    row("tuning", "green", green.footprint.tuning),
    row("tuning", "wasteful", wasteful.footprint.tuning),
    row("serving, a month", "green", green.footprint.servingMonth),
    row("serving, a month", "wasteful", wasteful.footprint.servingMonth),
  ];
  return [
    "# Footprint of stacks/tabular beside stacks/wasteful",
    "",
    `Estimates before deployment, from the catalogue; the jobs ran in the sandbox. Best trial: ${green.best.metric} ` +
      `${green.best.value.toFixed(4)}; held-out AUC ${heldOut.auc.toFixed(4)} on ${heldOut.rows} rows.`,
    "",
    "| work | way | emissions | energy | cost |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    "## Where, and why",
    "",
    ...Object.entries(green.placements).flatMap(([what, placement]) => [
      `**${what}**: ${placement.region}, ${placement.instanceType ?? "no instance"}`,
      "",
      ...placement.reasons.map((reason) => `- ${reason}`),
      ...placement.runnersUp.map((other) => `- runner-up: ${other}`),
      "",
    ]),
    "## How sure the figures are",
    "",
    ...[...new Set(Object.values({ ...green.footprint }).flatMap(basisOf))].map((basis) => `- ${basis}`),
    "",
    "## Refused in stacks/wasteful",
    "",
    ...refusals.map(({ rule, resource, message }) => `- \`${rule}\` on \`${resource}\`: ${message}`),
    "",
  ].join("\n");
}

function row(work: string, way: string, { emissions, energy, cost }: Footprint): string {
  return `| ${[work, way, formatEmissions(emissions), formatEnergy(energy), formatUsd(cost)].join(" | ")} |`;
}

function basisOf({ emissions, cost, unknowns }: Footprint): string[] {
  const bases = [emissions, cost].flatMap((estimate) => (estimate.kind === "unknown" ? [] : [estimate.basis]));
  return [...bases, ...unknowns.map((unknown) => `unknown: ${unknown}`)];
}

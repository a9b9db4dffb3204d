import type { Format } from "../printing/format-option";
import { sideBySide } from "../printing/figures";
import { grid, type Line } from "../printing/grid";
import type { ValidateOutput, ValidationFigure, ValidationRow, ValidationSummary } from "../schemas/validate-output";

type Text = Exclude<Format, "json">;

/** The summary, the scored rows and the skipped ones, for people. */
export function printValidation({ rows, summary }: ValidateOutput, format: Text, colour: boolean | undefined): string {
  const scored = rows.filter((row) => row.status === "scored");
  const skipped = rows.filter((row) => row.status === "skipped");
  return [
    summaryGrid(summary, format, colour),
    scored.length === 0 ? "No row is scored.\n" : scoredGrid(scored, format, colour),
    ...(skipped.length === 0 ? [] : [skippedGrid(skipped, format, colour)]),
  ].join("\n");
}

function summaryGrid(
  { measured, derived }: ValidateOutput["summary"],
  format: Text,
  colour: boolean | undefined,
): string {
  const line = (name: string, one: ValidationSummary): Line => ({
    cells: [
      name,
      String(one.rows),
      String(one.scored),
      percent(one.insideShare),
      percent(one.medianAbsoluteError),
      ratio(one.geometricMeanRatio),
      ratio(one.widestRange),
    ],
  });
  return grid(
    [
      { head: "rows" },
      { head: "all", align: "right" },
      { head: "scored", align: "right" },
      { head: "inside", align: "right" },
      { head: "median error", align: "right" },
      { head: "mean ratio", align: "right" },
      { head: "widest high/low", align: "right" },
    ],
    [line("measured", measured), line("derived", derived)],
    format,
    colour,
  );
}

function scoredGrid(rows: readonly ValidationRow[], format: Text, colour: boolean | undefined): string {
  return grid(
    [
      { head: "scored row", grows: true },
      { head: "basis" },
      { head: "published", align: "right" },
      { head: "estimated (low-high)", align: "right" },
      { head: "ratio", align: "right" },
      { head: "inside" },
    ],
    rows.map(({ id, basis, energy, emissions }) => ({
      cells: [id, basis, ...figureCells(energy ?? emissions)],
    })),
    format,
    colour,
  );
}

/** What a figure's unit measures, and what one of it is in kWh or grams. */
const quantities = {
  MWh: { kind: "energy", size: 1e3 },
  tCO2e: { kind: "emissions", size: 1e6 },
} as const;

function figureCells(figure: ValidationFigure | null): readonly string[] {
  if (figure === null) return ["", "", "", ""];
  const { low, likely, high } = figure.estimated;
  const { kind, size } = quantities[figure.unit];
  const { figures, unit } = sideBySide(kind, [figure.published * size, likely * size, low * size, high * size]);
  const [published = "", ...estimated] = figures;
  return [
    `${published} ${unit}`,
    `${estimated[0] ?? ""} (${estimated.slice(1).join("-")})`,
    ratio(figure.ratio),
    figure.inside ? "yes" : "no",
  ];
}

function skippedGrid(rows: readonly ValidationRow[], format: Text, colour: boolean | undefined): string {
  return grid(
    [{ head: "skipped row" }, { head: "why", grows: true }],
    rows.map(({ id, because }) => ({ cells: [id, because ?? ""] })),
    format,
    colour,
  );
}

function percent(share: number | null): string {
  return share === null ? "none" : `${Math.round(share * 100)} %`;
}

function ratio(value: number | null): string {
  return value === null ? "none" : value.toFixed(2);
}

import { join } from "node:path";

import { Command, InvalidArgumentError } from "commander";

import { catalogVersion } from "../carbon";
import { ownCatalogNote, withOwnCatalog } from "./own-catalog";
import { formatOption, type Format } from "./printing/format-option";
import { printJson } from "./printing/json";
import type { ValidateOutput } from "./schemas/validate-output";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";
import { printValidation } from "./validation/print-validation";
import { readPublishedRuns } from "./validation/published-run";
import { scoreRun } from "./validation/score-run";
import { summaryOf } from "./validation/summary";

/** The published runs that come with the package, each with its source. */
export const referenceFile = join(__dirname, "validation", "reference-footprints.csv");

interface Options {
  readonly minInsideShare?: number;
  readonly format: Format;
}

/** `greenml validate`. */
export function validateCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("validate")
      .argument(
        "[file]",
        "published runs, as CSV with the columns of the reference table, which is taken when left out",
      )
      .option("--min-inside-share <share>", "exit with 1 when fewer of the measured rows are inside, 0 to 1", share)
      .addOption(formatOption())
      .action((file: string | undefined, { format, minInsideShare }: Options) => {
        const result = validate(file ?? referenceFile);
        if (format === "json")
          printJson(result, (text) => {
            streams.out(text);
          });
        else streams.out(`${printValidation(result, format, streams.colour)}${ownCatalogNote()}`);
        if (minInsideShare !== undefined) requireShare(result.summary.measured.insideShare, minInsideShare);
      }),
  );
}

/** Scores the estimator on a file of published runs. */
export function validate(file: string): ValidateOutput {
  const rows = readPublishedRuns(file).map(scoreRun);
  return { catalogVersion: catalogVersion(), rows, summary: summaryOf(rows) };
}

function share(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError(`Expected a share from 0 to 1, got "${text}".`);
}

function requireShare(reached: number | null, least: number): void {
  if (reached === null) throw new ThresholdExceeded(`Expected measured rows that can be scored, got none.`);
  if (reached < least) {
    throw new ThresholdExceeded(`Too few measured rows inside their range: ${reached.toFixed(3)}, minimum ${least}.`);
  }
}

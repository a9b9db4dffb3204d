import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matching, text } from "../../carbon/catalog/cells";
import { once } from "../../carbon/catalog/once";
import { rowsOf } from "../../carbon/catalog/table";

const day = matching(/^\d{4}-\d{2}-\d{2}$/, "a day as YYYY-MM-DD");
const runtimeColumns = { runtime: text, deprecated_on: day, source: text, read_on: day };
const imageColumns = { repository: text, version: text, patched_until: day, source: text, read_on: day };

/** The day on which AWS deprecates, or deprecated, a Lambda runtime; nothing for a runtime that the table lacks. */
export function runtimeDeprecation(runtime: string): string | undefined {
  return lambdaRuntimes().get(runtime);
}

/** The day until which AWS patches a framework image, by repository and version ("2.1"); nothing when the table lacks it. */
export function imagePatchedUntil(repository: string, version: string): string | undefined {
  return frameworkImages().get(`${repository}:${version}`);
}

const lambdaRuntimes = once(
  () =>
    new Map(
      rowsOf(textOf("lambda-runtimes.csv"), runtimeColumns, "lambda-runtimes.csv").map((row) => [
        row.runtime,
        row.deprecated_on,
      ]),
    ),
);

const frameworkImages = once(
  () =>
    new Map(
      rowsOf(textOf("framework-images.csv"), imageColumns, "framework-images.csv").map((row) => [
        `${row.repository}:${row.version}`,
        row.patched_until,
      ]),
    ),
);

function textOf(file: string): string {
  return readFileSync(join(__dirname, file), "utf8");
}

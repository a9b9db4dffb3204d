import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Columns, matching, type RowOf, text } from "../../carbon/catalog/cells";
import { once } from "../../carbon/catalog/once";
import { rowsOf } from "../../carbon/catalog/table";

const day = matching(/^\d{4}-\d{2}-\d{2}$/, "a day as YYYY-MM-DD");
const runtimeColumns = { runtime: text, deprecated_on: day, source: text, read_on: day };
const pythonColumns = { version: text, supported_until: day, source: text, read_on: day };
const imageColumns = { repository: text, version: text, patched_until: day, source: text, read_on: day };

/** The day on which AWS deprecates, or deprecated, a Lambda runtime; nothing for a runtime that the table lacks. */
export function runtimeDeprecation(runtime: string): string | undefined {
  return lambdaRuntimes().get(runtime);
}

/** How long AWS patches an image. */
export interface ImageSupport {
  /** The version whose day is known, such as "2.1": the image's own, or the oldest known, where the image is older still. */
  readonly version: string;
  /** The last day with patches, YYYY-MM-DD. */
  readonly patchedUntil: string;
}

/** How long AWS patches a framework image, by repository and version ("2.1"); nothing when that is not known. */
export function imageSupport(repository: string, version: string): ImageSupport | undefined {
  const known = frameworkImages().get(repository) ?? [];
  const own = known.find((row) => row.version === version);
  if (own !== undefined) return own;
  const [oldest] = known.toSorted((one, other) => order(one.version) - order(other.version));
  const older = oldest !== undefined && order(version) < order(oldest.version);
  return older && inTurn.test(repository) ? oldest : undefined;
}

/** Frameworks whose versions AWS lets go one after the other; of others an older version may outlive a newer one. */
const inTurn = /^((pytorch|tensorflow)-(training|inference)|sagemaker-(xgboost|scikit-learn))$/;

function order(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1000 + minor;
}

/** The last day on which a version of Python ("3.8") is supported by its makers; nothing for one that the table lacks. */
export function pythonSupportedUntil(version: string): string | undefined {
  return pythonVersions().get(version);
}

const pythonVersions = once(
  () => new Map(rowsIn("python-versions.csv", pythonColumns).map((row) => [row.version, row.supported_until])),
);

const lambdaRuntimes = once(
  () => new Map(rowsIn("lambda-runtimes.csv", runtimeColumns).map((row) => [row.runtime, row.deprecated_on])),
);

const frameworkImages = once(() => {
  const known = new Map<string, readonly ImageSupport[]>();
  for (const row of rowsIn("framework-images.csv", imageColumns)) {
    const own = known.get(row.repository) ?? [];
    known.set(row.repository, [...own, { version: row.version, patchedUntil: row.patched_until }]);
  }
  return known;
});

function rowsIn<Table extends Columns>(file: string, columns: Table): readonly RowOf<Table>[] {
  return rowsOf(readFileSync(join(__dirname, file), "utf8"), columns, file);
}

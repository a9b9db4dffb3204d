import type { ReportViolation } from "@pulumi/policy";
import type { RunTimeReport } from "../../reading/run-time-value";
import { advise } from "./advice";

interface PlacedFinding {
  readonly says: string;
  readonly urn: string | undefined;
  readonly isAdvice: boolean;
  readonly places: string[];
}

/** What a rule finds in the work that resources start: each finding once, with every place that it is true of. */
export class PlacedFindings {
  readonly #found = new Map<string, PlacedFinding>();

  /** Adds a finding in a place of a resource. */
  add(says: string, place: string, urn?: string): void {
    this.#place({ says, urn, isAdvice: false }, place);
  }

  /** Adds that a place cannot be judged before it runs. */
  addUnknown({ message }: RunTimeReport, place: string, urn?: string): void {
    this.#place({ says: `Cannot judge before a run because ${message}.`, urn, isAdvice: true }, place);
  }

  /** Reports everything that was found, what cannot be judged as advice. */
  report(report: ReportViolation, description: string): void {
    for (const { says, urn, isAdvice, places } of this.#found.values()) {
      const where = places.filter((place) => place !== "").join(", ");
      const placed = where === "" ? says : `${says} In ${where}.`;
      if (isAdvice) advise(report, description, placed, urn);
      else report(placed, urn);
    }
  }

  #place(finding: Omit<PlacedFinding, "places">, place: string): void {
    const key = JSON.stringify([finding.urn, finding.says]);
    const found = this.#found.get(key) ?? { ...finding, places: [] };
    this.#found.set(key, found);
    if (!found.places.includes(place)) found.places.push(place);
  }
}

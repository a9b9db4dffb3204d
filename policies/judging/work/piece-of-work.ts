import type { Footprint, RegionFeature } from "../../../carbon/index";
import type { JudgedResource } from "../../reading/job-requests";

/** A resource as a stack's rules see it. */
export type StackResource = JudgedResource & {
  readonly name: string;
  readonly urn: string;
  readonly parent?: JudgedResource | undefined;
};

/**
 * How work fills a month: "month" runs all of it or by the clock, so that a month has a figure; "once" is a job that runs when
 * it is created; "use" depends on calls or data that no program states.
 */
type Rhythm = "month" | "once" | "use";

/** One thing in a stack that takes energy. */
export interface PieceOfWork {
  readonly resource: StackResource;
  /** The piece's place in a sentence: `variant "primary" of churn`. */
  readonly what: string;
  readonly region: string | undefined;
  readonly rhythm: Rhythm;
  /** Instance types that its region has to offer. */
  readonly instanceTypes: readonly string[];
  /** What else its region has to offer. */
  readonly features: readonly RegionFeature[];
  /** What it costs in a region, of a month or of one run; undefined where no figure can be had. */
  readonly footprintIn: (region: string) => Footprint | undefined;
}

/** What differs between pieces; the rest follows from the resource. */
export interface PieceParts extends Partial<Pick<PieceOfWork, "rhythm" | "features" | "footprintIn">> {
  readonly what: string;
  readonly instanceTypes?: readonly (string | undefined)[];
}

/** A piece of work of a resource; left out, it runs all month and has no figure. */
export function pieceOf(resource: StackResource, region: string | undefined, parts: PieceParts): PieceOfWork {
  const { what, rhythm = "month", features = [], instanceTypes = [], footprintIn = () => undefined } = parts;
  const types = instanceTypes.filter((type) => type !== undefined);
  return { resource, region, what, rhythm, features, instanceTypes: types, footprintIn };
}

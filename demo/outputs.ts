import type { Footprint } from "../carbon";
import type { PlacementInShort } from "../stacks/tabular/tabular";

/** What `stacks/tabular` exports; see there. */
export interface TabularOutputs {
  readonly region: string;
  readonly placements: Readonly<Record<string, PlacementInShort>>;
  readonly best: {
    readonly trainingJobName: string;
    readonly metric: string;
    readonly value: number;
    readonly hyperParameters: Readonly<Record<string, string>>;
  };
  readonly footprint: Readonly<Record<Work, Footprint>>;
  /** What the search really took, by the hours that SageMaker reports. */
  readonly measured: { readonly trainingHours: number; readonly footprint: Footprint };
  readonly predictions: string;
  readonly endpointName: string;
  readonly compiledModel: string;
}

/** The pieces of work that are compared. */
export type Work = "tuning" | "servingMonth";

/** The same work done the wasteful way. */
export interface WastefulFigures {
  readonly region: string;
  readonly instanceType: string;
  readonly footprint: Readonly<Record<Work, Footprint>>;
}

import type { Footprint, Placement } from "../carbon";

/** What `stacks/tabular` exports; see there. */
export interface TabularOutputs {
  readonly region: string;
  readonly placements: Readonly<Record<string, Placement>>;
  readonly best: {
    readonly trainingJobName: string;
    readonly metric: string;
    readonly value: number;
    readonly hyperParameters: Readonly<Record<string, string>>;
  };
  readonly trials: { readonly completed: number; readonly stopped: number; readonly failed: number };
  readonly footprint: Readonly<Record<Work, Footprint>>;
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

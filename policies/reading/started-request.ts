/** A request to SageMaker that is written down in a resource and sent some day: by a pipeline, a state machine, a schedule. */
export interface StartedRequest {
  /** SageMaker's name of the call: `CreateTrainingJob`. */
  readonly call: string;
  /** The request as far as it is known, a run-time value where nothing of it is. */
  readonly request: unknown;
  /** Where it is written down: `step "Train" of the pipeline`. */
  readonly place: string;
  /** Whether what it makes is taken away again by what has made it. */
  readonly temporary?: boolean;
}

/** A call as SageMaker spells it, of one that begins with a small letter as services spell it that call it. */
export function callOfSageMaker(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

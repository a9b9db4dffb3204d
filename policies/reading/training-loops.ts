import type { JudgedResource } from "./job-requests";
import { ifKnown } from "./known-yet";
import { definitionOf } from "./pipeline-steps";
import { type Fields, isFields, numberAt, partAt, partsAt, textAt } from "./request-fields";
import { requestOfState } from "./state-machine-requests";

/** A training that a state machine runs again and again, with a long wait between. */
export interface TrainingLoop {
  /** The state that trains. */
  readonly training: string;
  /** The state that waits. */
  readonly wait: string;
  readonly seconds: number;
  /** What is asked for at each run; nothing where it is given only then. */
  readonly request: Fields | undefined;
}

/** A shorter wait asks how a job fares, or comes back for capacity. */
const LONG_SECONDS = 3600;

/**
 * The trainings that a state machine runs by a clock of its own: from the state that trains, one after another and with a long
 * wait, back to it, or to a new execution of itself. What a choice decides, or a failure, is no clock.
 */
export function trainingLoops({ type, props }: JudgedResource): readonly TrainingLoop[] {
  if (type !== "aws:sfn/stateMachine:StateMachine") return [];
  // That a preview does not know the definition yet is said once for all rules, where its requests are read.
  const definition = definitionOf(ifKnown(() => textAt(props, "Definition")));
  const states = partAt(definition, "States") ?? {};
  return Object.keys(states).flatMap((training) => {
    const state = partAt(states, training);
    const way = state !== undefined && trains(state, 0) ? wayBack(training, states, definition) : [];
    const [wait] = way.filter((name) => secondsOf(partAt(states, name)) >= LONG_SECONDS);
    if (state === undefined || wait === undefined) return [];
    const request = requestOfState(state);
    return [
      { training, wait, seconds: secondsOf(partAt(states, wait)), request: isFields(request) ? request : undefined },
    ];
  });
}

/** The states from one on that lead back to it; none where they do not. */
function wayBack(from: string, states: Fields, definition: Fields | undefined): readonly string[] {
  const way: string[] = [];
  for (let name = from; !way.includes(name);) {
    way.push(name);
    const state = partAt(states, name);
    const next = textAt(state, "Next") ?? (startsItself(state) ? textAt(definition, "StartAt") : undefined);
    if (next === undefined) return [];
    if (next === from) return way;
    name = next;
  }
  return [];
}

const TRAINS =
  /:states:::(?:aws-sdk:)?sagemaker:(create(TrainingJob|HyperParameterTuningJob|AutoMLJob(V2)?)|startPipelineExecution)\b/i;
/** Deeper than anybody nests maps and branches. */
const MAX_NESTING = 20;

function trains(state: Fields, depth: number): boolean {
  if (TRAINS.test(textAt(state, "Resource") ?? "")) return true;
  const inner = [partAt(state, "ItemProcessor"), partAt(state, "Iterator"), ...partsAt(state, "Branches")];
  return (
    depth < MAX_NESTING &&
    inner.some((one) =>
      Object.values(partAt(one, "States") ?? {}).some((each) => isFields(each) && trains(each, depth + 1)),
    )
  );
}

function secondsOf(state: Fields | undefined): number {
  return textAt(state, "Type") === "Wait" ? (numberAt(state, "Seconds") ?? 0) : 0;
}

/** Starts the state machine that it is in, by the address that its context gives. */
function startsItself(state: Fields | undefined): boolean {
  if (!/:states:::(states|aws-sdk:sfn):startExecution\b/i.test(textAt(state, "Resource") ?? "")) return false;
  return /states\.context\.StateMachine\.Id|\$\$\.StateMachine\.Id/.test(
    JSON.stringify([state?.["Parameters"], state?.["Arguments"]]),
  );
}

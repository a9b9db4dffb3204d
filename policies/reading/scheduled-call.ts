import { oncePerText, workedOut } from "./expressions";
import { ifKnown } from "./known-yet";
import { definitionOf } from "./pipeline-steps";
import { type Fields, partAt, textAt } from "./request-fields";
import { RunTimeValue } from "./run-time-value";

/** A call of SageMaker that a schedule makes itself. */
export interface ScheduledCall {
  /** The call as the scheduler spells it: `createTrainingJob`. */
  readonly word: string;
  /** Reads what is asked for; nothing where that is no request. Throws the SDK's report where a preview does not know it. */
  readonly request: () => Fields | undefined;
}

/** What a schedule calls of SageMaker itself; nothing when it is aimed at a resource, or switched off. */
export function scheduledCall(schedule: Fields): ScheduledCall | undefined {
  const target = partAt(schedule, "Target");
  // The address of a call is written down; one that a preview does not know yet is that of some resource.
  const word = callAt(ifKnown(() => textAt(target, "Arn")) ?? "");
  if (word === undefined || textAt(schedule, "State") === "DISABLED") return undefined;
  return { word, request: () => requestIn(textAt(target, "Input") ?? "") };
}

/** The call of SageMaker that the address of a schedule's target stands for, as the scheduler spells it. */
export function callAt(address: string): string | undefined {
  return /^arn:[^:]+:scheduler:::aws-sdk:sagemaker:(\w+)$/.exec(address)?.[1];
}

/** The request in the input of a schedule's target. What the scheduler fills in, such as the id of the execution, is known only then. */
export const requestIn = oncePerText((text): Fields | undefined => {
  const ofText = (one: string) => (one.includes("<aws.scheduler.") ? new RunTimeValue(one) : undefined);
  return workedOut(definitionOf(text), { ofText }) as Fields | undefined;
});

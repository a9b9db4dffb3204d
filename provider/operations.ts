import type { Clock } from "../jobs/clock";
import type { JobContext } from "../jobs/retry";
import type { EngineLog } from "./engine-log";
import { UnfinishedError } from "./service-error";
import type { PropertyChange } from "./property-change";
import type { Properties } from "./property-value";

/** What an operation on a resource is given besides the resource. */
export interface OperationContext {
  readonly urn: string;
  /** The user's own limit in seconds, 0 when there is none. */
  readonly timeoutSeconds: number;
  /** Says that the user pressed Ctrl-C. */
  readonly cancelled: AbortSignal;
  readonly log: EngineLog;
  readonly clock: Clock;
}

/** A fault of one property. */
export interface PropertyFault {
  /** The property's name; empty for one deeper in, whose path the reason tells: the engine would show it as nil. */
  readonly path: string;
  readonly reason: string;
}

/** What a check found, and the inputs with defaults filled in. */
export interface Checked {
  readonly inputs: Properties;
  readonly faults: readonly PropertyFault[];
  readonly warnings: readonly string[];
}

/** What changes, and what that takes. */
export interface Difference {
  readonly changes: readonly PropertyChange[];
  /** Whether the resource is made anew rather than changed. */
  readonly replaces: boolean;
}

/** A resource as the state will hold it. */
export interface Held {
  readonly id: string;
  readonly properties: Properties;
}

/** A resource as AWS has it, with the inputs that would make it. */
interface Found extends Held {
  readonly inputs: Properties;
}

/** The old side of a change. */
export interface Before {
  readonly id: string;
  readonly state: Properties;
  readonly inputs: Properties;
}

/** What the engine may ask of a type of resource. */
export interface ResourceOperations {
  /** The type's token, e.g. `greenml:jobs:TrainingJob`. */
  readonly token: string;
  /** Checks the inputs that are asked for, beside those there are; there are none of a resource to be made. */
  check(news: Properties, urn: string, olds: Properties): Checked;
  diff(before: Before, news: Properties, context: OperationContext): Promise<Difference>;
  /** The properties of a resource that a preview would create. */
  planned(news: Properties): Properties;
  /** The properties of a resource that a preview would change. */
  plannedChange(before: Before, news: Properties): Promise<Properties>;
  create(news: Properties, context: OperationContext): Promise<Held>;
  update(before: Before, news: Properties, context: OperationContext): Promise<Properties>;
  read(id: string, state: Properties, inputs: Properties, context: OperationContext): Promise<Found | undefined>;
  delete(state: Properties, context: OperationContext): Promise<void>;
}

/** The context the lifecycle of jobs wants, its deadline counted from now. */
export function jobContext(context: OperationContext, defaultSeconds: number): JobContext {
  const { cancelled, clock, timeoutSeconds, log, urn } = context;
  const seconds = timeoutSeconds > 0 ? timeoutSeconds : defaultSeconds;
  return {
    signal: cancelled,
    clock,
    deadline: clock.now() + seconds * 1000,
    progress: (line) => {
      log.progress(urn, line);
    },
  };
}

/** How long a call to AWS may still take once the user wants out. */
const graceMilliseconds = 1_500;

/** What the work gives, or `unfinished` when the user wants out and the work does not end within the grace. */
export async function orUnfinished<T>(
  context: OperationContext,
  work: Promise<T>,
  unfinished: UnfinishedError,
): Promise<T> {
  const { cancelled, clock } = context;
  const done = new AbortController();
  const giveUp = async () => {
    if (!cancelled.aborted) {
      await new Promise<void>((resolve) => {
        const ready = () => {
          resolve();
        };
        cancelled.addEventListener("abort", ready, { once: true });
        done.signal.addEventListener("abort", ready, { once: true });
      });
    }
    await clock.sleep(graceMilliseconds, done.signal);
    throw unfinished;
  };
  try {
    return await Promise.race([work, giveUp()]);
  } finally {
    done.abort();
  }
}

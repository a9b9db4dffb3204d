import type { KnownType } from "./facts";
import type { Place } from "./outputs";
import type { Store } from "./store";
import type { Properties } from "./values";

/** An error in AWS's words: code, then sentence. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
  ) {
    super(`${code}: ${sentence}`);
  }
}

/** A resource that exists but did not become what it should: the engine keeps it, with the reason. */
export class HalfMade extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Properties,
    readonly inputs: Properties,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** What the parts of the stand-in share: state on disk, and the sandbox's servers. */
export interface Cloud {
  readonly store: Store;
  readonly sagemakerUrl: string;
  /** Absent when the sandbox serves no objects. */
  readonly s3Url: string | undefined;
  /** How many sandbox seconds pass in a real one. */
  readonly speed: number;
  /** Stops waits when the engine cancels. */
  readonly cancelled: AbortSignal;
}

/** One resource on its way: `inputs` plain, `outputs` as far as they are known. */
export interface Work extends Place {
  readonly cloud: Cloud;
  readonly type: KnownType;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What a type does beyond being kept on disk. Every step may answer outputs that it learnt. */
export interface Behaviour {
  /** What the provider works out itself before it asks AWS, such as the hash of an archive. */
  readonly prepare?: (work: Pick<Work, "cloud" | "inputs" | "region">) => Promise<Properties>;
  /** Outputs an update's preview cannot know. */
  readonly preview?: (inputs: Properties, old: Properties) => Properties;
  readonly create?: (work: Work) => Promise<Properties>;
  readonly update?: (work: Work, old: Properties) => Promise<Properties>;
  /** What AWS says now; `undefined` when it is gone. Absent: what is on disk holds. */
  readonly read?: (work: Work) => Promise<Properties | undefined>;
  readonly delete?: (work: Work) => Promise<void>;
}

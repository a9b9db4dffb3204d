import type { Work } from "./cloud";

/** An input that names another resource. */
export interface Reference {
  readonly path: string;
  /** Types it may name. */
  readonly to: readonly string[];
  /** The service that takes the role it names. */
  readonly service?: string;
  /** Texts that name something every account has. */
  readonly ignores?: (value: string) => boolean;
  /** AWS's code and words when it is not there. */
  readonly says: (value: string, work: Work) => readonly [code: string, sentence: string];
}

import type { Behaviour } from "./cloud";
import type { Properties } from "./values";

/** What a type does, and what of it an update's preview cannot know. */
export interface TypeBehaviour extends Behaviour {
  readonly preview?: (inputs: Properties, old: Properties) => Properties;
}

const behaviours: Readonly<Record<string, TypeBehaviour>> = {};

/** What a type does beyond being kept on disk. */
export function behaviourOf(token: string): TypeBehaviour {
  return behaviours[token] ?? {};
}

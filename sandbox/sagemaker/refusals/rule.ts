import { validationException } from "../aws-error";
import type { ObjectStore } from "../../s3/object-store";
import type { Scope } from "../scope";
import type { ObjectState } from "../state/object-state";
import type { JsonObject } from "../wire";

/** What a rule may look at beside the request. */
export interface Place {
  readonly scope: Scope;
  readonly objects: ObjectState;
  readonly store: ObjectStore;
}

/** One thing the API refuses that its model does not say: the sentence it refuses with, or undefined where nothing is wrong. */
export type Rule<Request> = (request: Request, place: Place) => string | undefined;

export type Refuse = (request: JsonObject, place: Place) => void;

/** The rules of an operation, asked in order; the first that finds something refuses. */
export function refuseBy<Request extends JsonObject>(rules: readonly Rule<Request>[]): Refuse {
  return (request, place) => {
    for (const rule of rules) {
      const sentence = rule(request as Request, place);
      if (sentence !== undefined) throw validationException(sentence);
    }
  };
}

/** A required member that the API model calls optional, refused in the model's own words. */
export function mustNotBeNull(path: string): string {
  return `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

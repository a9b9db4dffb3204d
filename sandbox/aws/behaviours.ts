import type { Behaviour } from "./cloud";
import { lambdaBehaviours } from "./lambda-types";
import { s3Behaviours } from "./s3-types";
import { sagemakerBehaviours } from "./sagemaker-types";

const behaviours: Readonly<Record<string, Behaviour>> = {
  ...lambdaBehaviours,
  ...s3Behaviours,
  ...sagemakerBehaviours,
};

/** What a type does beyond being kept on disk. */
export function behaviourOf(token: string): Behaviour {
  return behaviours[token] ?? {};
}

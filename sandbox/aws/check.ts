import { autoname, type Naming } from "./autoname";
import { checkConstraints } from "./constraints";
import { checkGroups } from "./check-groups";
import { checkPlan } from "./check-plans";
import { checkTypes, type Failure } from "./check-types";
import { fillDefaults } from "./defaults";
import type { KnownType } from "./facts";
import type { Properties } from "./values";

/** What Check is asked about one resource. */
export interface CheckRequest {
  readonly type: KnownType;
  /** Inputs as the program gave them. */
  readonly inputs: Properties;
  /** Inputs as they were checked last time; absent for a new or replaced resource. */
  readonly old: Properties | undefined;
  readonly region: string | undefined;
  readonly naming: Naming;
}

/** The inputs with everything the provider fills in, or what is wrong with them. */
export function checkInputs({ type, inputs, old, region, naming }: CheckRequest): {
  inputs: Properties;
  failures: Failure[];
} {
  const { fact, token } = type;
  const checked = checkTypes(fact, inputs);
  // Groups are about what the program gave, so they come before the defaults.
  const failures = [...checked.failures, ...checkGroups(fact, checked.inputs)];
  fillDefaults(fact, checked.inputs, region);
  if (fact.autoname !== undefined) failures.push(...autoname(fact.autoname, checked.inputs, old, naming));
  failures.push(...checkConstraints(fact, checked.inputs), ...checkPlan(token, checked.inputs, old));
  return { inputs: checked.inputs, failures };
}

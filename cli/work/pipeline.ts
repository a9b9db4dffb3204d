import { known } from "../../carbon";
import { definitionOf, pipelineSteps, type PipelineStep } from "../../policies/reading/pipeline-steps";
import { runsPerMonthOf } from "../../policies/reading/schedule-expression";
import { InputError } from "../input-error";
import { bags, plain, text, textAt } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { StackResource } from "../stack/stack-resource";
import type { Knobs } from "../usage/amount";
import { sumFigures, timesFigures } from "./figures";
import { nothing, untold, type Estimated, type Finding, type Recogniser, type Surroundings } from "./finding";
import { requestFinding } from "./request-finding";

/** `aws:sagemaker/pipeline:Pipeline`: the jobs of one run, as often as it is started. */
export const pipeline: Recogniser = {
  knobs: ["runsPerMonth", "hoursPerStep", "utilisation"],
  find: (resource, around) => {
    const steps = pipelineSteps(resource.inputs);
    if (steps.length === 0) return untold("its definition is not in the input, or known only after deployment");
    const jobs = steps.flatMap((step) => jobOf(step, around));
    refuseStrays(resource, jobs, around.knobs);
    const wrong = jobs.find(({ finding }) => finding.kind === "unestimated");
    if (wrong?.finding.kind === "unestimated") return untold(`its step "${wrong.name}": ${wrong.finding.because}`);
    const good = jobs.flatMap(({ name, cached, finding }) =>
      finding.kind === "estimated" ? [{ name, cached, finding }] : [],
    );
    if (good.length === 0) return nothing("none of its steps starts machines of SageMaker");
    const often = around.knobs.runsPerMonth ?? startsOf(resource, around.index);
    if (often === undefined)
      return untold("how often it runs is not known: nothing in the input starts it by the clock");
    const always = new Set(bags(definitionOf(textOf(resource))?.["Steps"]).map((one) => text(plain(one, ["Name"]))));
    return {
      kind: "estimated",
      what: `pipeline: ${good.map(({ finding }) => finding.what).join(", ")}`,
      region: around.region,
      per: "run",
      figures: sumFigures(good.map((job) => figuresOf(job, always.has(job.name)))),
      runsPerMonth: often,
    };
  },
};

interface Job {
  readonly name: string;
  /** Whether an earlier run's result may be taken instead. */
  readonly cached: boolean;
  readonly finding: Finding;
}

/** A branch may not be taken, and a result may be recycled: then a step costs nothing. */
function figuresOf({ cached, finding }: { cached: boolean; finding: Estimated }, always: boolean) {
  if (always && !cached) return finding.figures;
  return timesFigures(finding.figures, known({ low: 0, likely: 1, high: 1 }, "a step that may not run"));
}

function textOf({ inputs }: StackResource): string | undefined {
  return text(plain(inputs, ["pipelineDefinition"]));
}

/** Types of steps that use no machines of SageMaker's own; what they call counts by itself. */
const idle: ReadonlySet<string> = new Set([
  "Model",
  "RegisterModel",
  "Condition",
  "Fail",
  "Lambda",
  "Callback",
  "EndpointConfig",
  "Endpoint",
]);

function jobOf({ name, type, fields }: PipelineStep, around: Surroundings): readonly Job[] {
  if (idle.has(type)) return [];
  const { utilisation, hoursPerStep } = around.knobs;
  const inside = { ...around, knobs: { utilisation, hours: hoursPerStep?.[name] } };
  const finding =
    requestFinding(plain(fields, ["Arguments"]), inside) ?? untold(`what a step of type ${type} runs on is not known`);
  return [{ name, cached: plain(fields, ["CacheConfig", "Enabled"]) === true, finding }];
}

function refuseStrays({ name }: StackResource, jobs: readonly Job[], { hoursPerStep = {} }: Knobs): void {
  const names = jobs.map((one) => one.name);
  const stray = Object.keys(hoursPerStep).find((one) => !names.includes(one));
  if (stray === undefined) return;
  throw new InputError(
    `Unknown step "${stray}" in hoursPerStep of "${name}": its jobs are ${names.length === 0 ? "none" : names.join(", ")}`,
  );
}

/** Starts in a month by every schedule of the input; undefined where there is none, or one that says no rhythm. */
function startsOf(resource: StackResource, index: StackIndex): number | undefined {
  const starters = index.startersOf(resource).map((one) => runsPerMonthOf(expressionOf(one, index) ?? ""));
  if (starters.length === 0 || starters.some((one) => one === undefined)) return undefined;
  return starters.reduce<number>((all, one) => all + (one ?? 0), 0);
}

/** A schedule's own expression, or that of the rule whose target this is; one that is switched off starts nothing. */
function expressionOf(starter: StackResource, index: StackIndex): string | undefined {
  const rule = index.madeFrom(starter, "rule", "aws:cloudwatch/eventRule:EventRule");
  const source = rule ?? starter;
  return textAt(source, "state") === "DISABLED" ? undefined : textAt(source, "scheduleExpression");
}

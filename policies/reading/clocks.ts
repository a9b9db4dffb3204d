import type { JudgedResource } from "./job-requests";
import { definitionOf } from "./pipeline-steps";
import { type Fields, isUnsetAt, partAt, partsAt, textAt } from "./request-fields";
import { runsPerMonthOf } from "./schedule-expression";
import { knownYet } from "./known-yet";

/** What strikes, and what it is aimed at. */
export interface Clock {
  readonly expression: string;
  readonly target: Fields;
}

/** The clocks behind a schedule, a rule's target or a rule that holds targets itself: those switched on that strike more than once. */
export function clocksOf({ type, props }: JudgedResource, resources: readonly JudgedResource[]): readonly Clock[] {
  if (type === "aws:scheduler/schedule:Schedule") return running(props, partAt(props, "Target"));
  if (type === RULE_TYPE) return partsAt(props, "Targets").flatMap((target) => striking(props, target));
  if (type !== "aws:cloudwatch/eventTarget:EventTarget") return [];
  const own = textAt(props, "Rule");
  const rule = resources.find(
    (one) => one.type === RULE_TYPE && own !== undefined && textAt(one.props, "Name") === own,
  );
  return rule === undefined ? [] : striking(rule.props, props);
}

const RULE_TYPE = "aws:cloudwatch/eventRule:EventRule";

function striking(rule: Fields, target: Fields): readonly Clock[] {
  return isUnsetAt(rule, "IsEnabled") ? [] : running(rule, target);
}

function running(schedule: Fields, target: Fields | undefined): readonly Clock[] {
  const expression = textAt(schedule, "ScheduleExpression");
  if (expression === undefined || expression.startsWith("at(") || target === undefined) return [];
  return textAt(schedule, "State") === "DISABLED" ? [] : [{ expression, target }];
}

/** A resource with what a preview knows of where its properties come from. */
type Clocked = JudgedResource & {
  readonly urn: string;
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
};

/** How often in a month clocks start each pipeline of a stack, by the pipeline's URN; where no rhythm is told, nothing. */
export function pipelineRuns(resources: readonly Clocked[]): ReadonlyMap<string, number> {
  const pipelines = resources.filter(({ type }) => type === "aws:sagemaker/pipeline:Pipeline");
  const runs = new Map<string, number>();
  if (pipelines.length === 0) return runs;
  for (const resource of resources.filter(({ type }) => clockTypes.has(type))) {
    const read = knownYet(() => clocksOf(resource, resources));
    for (const clock of read.known ? read.value : []) {
      const often = runsPerMonthOf(clock.expression);
      const started = pipelineAt(resource, clock, pipelines);
      if (often !== undefined && started !== undefined) runs.set(started, (runs.get(started) ?? 0) + often);
    }
  }
  return runs;
}

const clockTypes: ReadonlyMap<string, string> = new Map([
  [RULE_TYPE, "targets"],
  ["aws:cloudwatch/eventTarget:EventTarget", "arn"],
  ["aws:scheduler/schedule:Schedule", "target"],
]);

/** The pipeline that a clock starts: by its address, by the call's input, or in a preview by what the address comes from. */
function pipelineAt(resource: Clocked, { target }: Clock, pipelines: readonly Clocked[]): string | undefined {
  const read = knownYet(() => pipelineName(target));
  if (!read.known) {
    const origins = resource.propertyDependencies?.[clockTypes.get(resource.type) ?? ""] ?? [];
    return pipelines.find(({ urn }) => origins.some((origin) => origin.urn === urn))?.urn;
  }
  const name = read.value?.toLowerCase();
  if (name === undefined) return undefined;
  return pipelines.find(({ props }) => {
    const own = knownYet(() => textAt(props, "PipelineName"));
    return own.known && own.value?.toLowerCase() === name;
  })?.urn;
}

function pipelineName(target: Fields): string | undefined {
  const address = textAt(target, "Arn") ?? "";
  const called = /:aws-sdk:sagemaker:startPipelineExecution$/i.test(address)
    ? textAt(definitionOf(textAt(target, "Input")), "PipelineName")
    : address;
  const [, name = called] = /:pipeline\/(.+)$/.exec(called ?? "") ?? [];
  return called === address && name === address ? undefined : name;
}

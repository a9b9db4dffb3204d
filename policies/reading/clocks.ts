import type { JudgedResource } from "./job-requests";
import { definitionOf } from "./pipeline-steps";
import { type Fields, isUnsetAt, partAt, textAt } from "./request-fields";
import { runsPerMonthOf } from "./schedule-expression";
import { knownYet } from "./known-yet";

/** What strikes, and what it is aimed at. */
export interface Clock {
  readonly expression: string;
  readonly target: Fields;
}

/** The clock behind a schedule or a rule's target, when it is switched on and strikes more than once. */
export function clockOf({ type, props }: JudgedResource, resources: readonly JudgedResource[]): Clock | undefined {
  if (type === "aws:scheduler/schedule:Schedule") return running(props, partAt(props, "Target"));
  if (type !== "aws:cloudwatch/eventTarget:EventTarget") return undefined;
  const own = textAt(props, "Rule");
  const rule = resources.find(
    (one) =>
      one.type === "aws:cloudwatch/eventRule:EventRule" && own !== undefined && textAt(one.props, "Name") === own,
  );
  return rule === undefined || isUnsetAt(rule.props, "IsEnabled") ? undefined : running(rule.props, props);
}

function running(schedule: Fields, target: Fields | undefined): Clock | undefined {
  const expression = textAt(schedule, "ScheduleExpression");
  if (expression === undefined || expression.startsWith("at(") || target === undefined) return undefined;
  return textAt(schedule, "State") === "DISABLED" ? undefined : { expression, target };
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
    const read = knownYet(() => clockOf(resource, resources));
    const often = read.known && read.value !== undefined ? runsPerMonthOf(read.value.expression) : undefined;
    const started = read.known && read.value !== undefined ? pipelineAt(resource, read.value, pipelines) : undefined;
    if (often !== undefined && started !== undefined) runs.set(started, (runs.get(started) ?? 0) + often);
  }
  return runs;
}

const clockTypes: ReadonlyMap<string, string> = new Map([
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

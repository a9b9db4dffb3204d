import type {
  Policies,
  PolicyResource,
  ReportViolation,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidation,
  StackValidationArgs,
} from "@pulumi/policy";
import { RunTimeReport } from "../../reading/run-time-value";
import type { StartedWork, WorkAsResource } from "../../reading/started-work";
import type { Reading } from "../../reading/known-yet";
import { perStack } from "../../reading/per-stack";
import { reportsIn } from "../unknown-reports";
import { PlacedFindings } from "./placed-findings";
import { sayUnread, type Speaker, throwPreview, unknownIn, wholeOf, workOf } from "./speaker";

type Work = Reading<readonly StartedWork[]>;

/**
 * The rules, each of which also judges the work that resources start some day (steps of pipelines, states of state machines,
 * calls of schedules) as if it were resources of its own. Findings are reported on the resource that starts the work.
 *
 * What is given only when the work runs cannot be judged; a rule that is mandatory says so, as advice. Of a definition that a
 * preview does not know yet, the first mandatory rule that would judge what is in it says so, once for all.
 */
export function onStartedWork(
  rules: Policies,
  isMandatory: (rule: Policies[number]) => boolean,
  work: Speaker["work"] = "written down",
): Policies {
  const unread = new Set<string>();
  return rules.map((rule) => {
    const speaker: Speaker = { description: rule.description, mandatory: isMandatory(rule), unread, work };
    if ("validateStack" in rule) return { ...rule, validateStack: onStackWork(rule.validateStack, speaker) };
    const { validateResource: validate } = rule;
    if (validate === undefined) return rule;
    const onWork = (one: ResourceValidation) => onResourceWork(one, speaker);
    return { ...rule, validateResource: Array.isArray(validate) ? validate.map(onWork) : onWork(validate) };
  });
}

/** Work that is written down is of no class of the provider's SDK. */
const ofNoClass = { isType: () => false, asType: () => undefined };

function onResourceWork(validate: ResourceValidation, speaker: Speaker): ResourceValidation {
  return (args, report) => {
    const work = readings[speaker.work](args);
    return work === undefined ? validate(args, report) : judgeWork(validate, args, work, report, speaker);
  };
}

async function judgeWork(
  validate: ResourceValidation,
  args: ResourceValidationArgs,
  work: Work,
  report: ReportViolation,
  speaker: Speaker,
): Promise<void> {
  const findings = new PlacedFindings();
  const unknown: (Error | undefined)[] = [];
  const judge = async (place: string, one: () => void | Promise<void>): Promise<void> => {
    const waits = await unknownIn(one);
    unknown.push(waits);
    if (waits instanceof RunTimeReport && speaker.mandatory) findings.addUnknown(waits, place);
  };
  const judged = (piece: WorkAsResource): ResourceValidationArgs => ({ ...args, ...piece, ...ofNoClass });
  await judge("what this starts", () => validate(args, report));
  for (const piece of work.known ? work.value : []) {
    const found = (message: string): void => {
      findings.add(message, piece.place);
    };
    await judge(piece.place, () => validate(judged(piece), found));
  }
  findings.report(report, speaker.description);
  throwPreview(unknown);
  if (work.known) return;
  await sayUnread(args.urn, report, speaker, work.report, async (pieces) => {
    for (const piece of pieces) await validate(judged(piece), () => undefined);
  });
}

function onStackWork(validate: StackValidation, speaker: Speaker): StackValidation {
  return (stack, report) => {
    const started = startedIn[speaker.work](stack.resources);
    if (started.starters.length === 0) return validate(stack, report);
    return judgeStackWork(validate, stack, started, report, speaker);
  };
}

interface Starter {
  readonly resource: PolicyResource;
  readonly work: Work;
}

async function judgeStackWork(
  validate: StackValidation,
  stack: StackValidationArgs,
  { starters, started, resources }: StackWithWork,
  report: ReportViolation,
  speaker: Speaker,
): Promise<void> {
  const findings = new PlacedFindings();
  const found = (message: string, urn?: string): void => {
    const own = started.get(urn ?? "");
    if (own === undefined) report(message, urn);
    else findings.add(message, own.place, own.starter);
  };
  const unknown = reportsIn(await unknownIn(() => validate({ ...stack, resources }, found)));
  for (const one of speaker.mandatory ? unknown : []) {
    if (!(one instanceof RunTimeReport)) continue;
    const { place, starter } = started.get(one.urn ?? "") ?? { place: "what this starts", starter: one.urn };
    findings.addUnknown(one, place, starter);
  }
  findings.report(report, speaker.description);
  throwPreview(unknown);
  for (const { resource, work } of starters) {
    if (work.known) continue;
    await sayUnread(resource.urn, report, speaker, work.report, (pieces) => {
      const unreadable = pieces.map((piece) => ({ ...resource, ...piece, ...ofNoClass }));
      return validate({ ...stack, resources: unreadable }, () => undefined);
    });
  }
}

/** Work among the resources of a stack, under an address of its own that leads back to what starts it. */
interface StartedResource {
  readonly resource: PolicyResource;
  readonly place: string;
  /** URN of what starts it. */
  readonly starter: string;
}

/** A stack with the work that its resources start. */
interface StackWithWork {
  readonly starters: readonly Starter[];
  /** By the URN of the work. */
  readonly started: ReadonlyMap<string, StartedResource>;
  /** The resources of the stack, and what they start beside them. */
  readonly resources: PolicyResource[];
}

const readings = { "written down": workOf, "of other providers": wholeOf };

const startedIn = {
  "written down": perStack((resources) => stackWithWork(resources, workOf)),
  "of other providers": perStack((resources) => stackWithWork(resources, wholeOf)),
};

function stackWithWork(resources: readonly PolicyResource[], read: typeof workOf): StackWithWork {
  const starters = resources.flatMap((resource) => {
    const work = read(resource);
    return work === undefined ? [] : [{ resource, work }];
  });
  const pieces = starters.flatMap(({ resource, work }) =>
    (work.known ? work.value : []).map((piece, index): StartedResource => {
      const own = { ...resource, ...piece, ...ofNoClass, urn: `${resource.urn}#${index}` };
      return { resource: own, place: piece.place, starter: resource.urn };
    }),
  );
  return {
    starters,
    started: new Map(pieces.map((one) => [one.resource.urn, one])),
    resources: [...resources, ...pieces.map(({ resource }) => resource)],
  };
}

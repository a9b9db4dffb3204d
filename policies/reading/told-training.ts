import type { JudgedResource } from "./job-requests";
import { definitionOf, pipelineSteps } from "./pipeline-steps";
import { type Fields, isFields, textAt } from "./request-fields";

/** A text that something is told, and what it is told under: a key of its input, a variable of its environment. */
export type Told = readonly [key: string, text: string];

/** Every text in a value with the name that stands over it; of lists of names and values, such as environments, the name. */
export function toldIn(value: unknown, key = ""): readonly Told[] {
  if (typeof value === "string") {
    // A definition is an object; a list of containers is one within.
    const inner = definitionOf(/^\s*\[/.test(value) ? `{"${key}":${value}}` : value);
    return inner === undefined ? [[key, value]] : toldIn(inner, key);
  }
  if (Array.isArray(value)) return value.flatMap((one) => toldIn(one, key));
  if (!isFields(value)) return [];
  const name = textAt(value, "Name");
  if (name !== undefined && textAt(value, "Value") !== undefined) return toldIn(textAt(value, "Value"), name);
  return Object.keys(value).flatMap((own) => toldIn(value[own], own));
}

/** The pipeline or state machine of the stack that is told of by its name, if it trains. */
export function trainingToldOf(told: readonly Told[], resources: readonly JudgedResource[]): string | undefined {
  return resources.flatMap((resource) => (isToldOf(resource, told) ? (trainingOf(resource, resources) ?? []) : []))[0];
}

/**
 * What something is told to train in so many words; nothing where it is told to look, or of a pipeline that does not train. The
 * name of a pipeline alone may be that of one to look at.
 */
export function trainingTold(told: readonly Told[], resources: readonly JudgedResource[]): string | undefined {
  if (told.some(([key, text]) => LOOKING.test(key) || (ACTION.test(key) && LOOKS.test(text)))) return undefined;
  const known = trainingToldOf(told, resources);
  const starts = told.some(([key, text]) => STARTS.test(text) || (ACTION.test(key) && BEGINS.test(text)));
  if (known !== undefined && starts) return known;
  const scores = resources.some((one) => one.type === PIPELINE_TYPE && isToldOf(one, told)) && known === undefined;
  return told.flatMap((one) => trainingWord(one, scores) ?? [])[0];
}

/** The word by which a text says what trains; what could be said of a pipeline that only scores counts for none. */
function trainingWord([key, text]: Told, scores: boolean): string | undefined {
  if (ABOUT.test(text) && !text.includes("\n")) return undefined;
  const [word] = [TRAINS, ...(scores ? [] : [STARTS, RETRAINS])].flatMap((form) => form.exec(text)?.[0] ?? []);
  if (word !== undefined || scores) return word;
  const says = ACTION.test(key) ? SAYS_TRAIN.test(text) : STARTED.test(key) && IN_NAME.test(text);
  return says ? `"${text}"` : undefined;
}

const ACTION = /action|operation|command|entry_?point|task|call|mode|verb/i;
/** Keys that ask a question. */
const LOOKING = /^(check|measure|compare|detect|monitor|report)$/i;
const LOOKS =
  /^(stop|cancel|delete|list|describe|get|check|measure|compare|detect|report|watch|monitor|evaluate|notify|clean)/i;
const BEGINS = /^(start|run|trigger|launch|execute)/i;
/** SageMaker's calls as its API, its SDKs and its command line write them, and scripts that train. */
const TRAINS =
  /\bcreate[-_]?(training[-_]?job|hyper[-_]?parameter[-_]?tuning[-_]?job|auto[-_]?ml[-_]?job([-_]?v2)?)\b|\b(re-?)?train(er|ing|_model)?\.(py|sh)\b/i;
const STARTS = /\bstart[-_]?pipeline[-_]?execution\b/i;
const RETRAINS = /(?<![a-z])re-?train(ing)?(?![a-z])/i;
const ABOUT = /report|summary|status|history|costs?\b|logs?\b|digest|dashboard|alert|clean/i;
/** "train", "train-model", or the module "churn.train" of a command. */
const SAYS_TRAIN = /^train(ing)?([-_ ]\w+)?$|^[\w.]+\.train(er|ing)?$/i;
const STARTED = /pipeline|state_?machine|training|job|model_?build/i;
const IN_NAME = /^([\w:/.-]*[^a-z])?(re-?)?train(ing|er)?([^a-z][\w-]*)?$/i;

const PIPELINE_TYPE = "aws:sagemaker/pipeline:Pipeline";
const MACHINE_TYPE = "aws:sfn/stateMachine:StateMachine";

/** A text names a resource when it is its name, ends with it as an address does, or is a line that has it as a word. */
function isToldOf({ type, props }: JudgedResource, told: readonly Told[]): boolean {
  if (type !== PIPELINE_TYPE && type !== MACHINE_TYPE) return false;
  const own = textAt(props, type === PIPELINE_TYPE ? "PipelineName" : "Name");
  return (
    own !== undefined &&
    told.some(([, text]) =>
      /\s/.test(text) ? text.split(/[^\w-]+/).includes(own) : text === own || /[:/]([^:/]+)$/.exec(text)?.[1] === own,
    )
  );
}

function trainingOf({ type, props }: JudgedResource, resources: readonly JudgedResource[]): string | undefined {
  if (type === PIPELINE_TYPE) return trainingPipeline(textAt(props, "PipelineName") ?? "", resources);
  return trainingMachine(textAt(props, "Name") ?? "", resources);
}

/** A pipeline of the stack is asked for its steps; of one made elsewhere no more is known than that it runs. */
export function trainingPipeline(pipeline: string, resources: readonly JudgedResource[]): string | undefined {
  const same = (name: string | undefined) => name?.toLowerCase() === pipeline.toLowerCase();
  const found = resources.find(({ type, props }) => type === PIPELINE_TYPE && same(textAt(props, "PipelineName")));
  const steps = found === undefined ? [] : pipelineSteps(found.props);
  if (steps.length > 0 && !steps.some(({ type }) => trainingSteps.includes(type))) return undefined;
  return pipeline === "" ? "a pipeline" : `pipeline "${pipeline}"`;
}

const trainingSteps = ["Training", "Tuning", "AutoML"];

/** A state machine of the stack, if its definition trains. */
export function trainingMachine(machine: string, resources: readonly JudgedResource[]): string | undefined {
  const found = resources.find(({ type, props }) => type === MACHINE_TYPE && textAt(props, "Name") === machine);
  const definition = textAt(found?.props, "Definition") ?? "";
  const trains = /sagemaker:(create(TrainingJob|HyperParameterTuningJob|AutoMLJob)|startPipelineExecution)/i;
  return trains.test(definition) ? `state machine "${machine}", which trains` : undefined;
}

/** The input that a clock gives to its target, as it stands or as a template. */
export function inputOf(target: Fields): readonly Told[] {
  return toldIn([textAt(target, "Input"), textAt(target, "InputTransformer", "InputTemplate")]);
}

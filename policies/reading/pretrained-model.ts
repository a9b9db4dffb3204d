import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** What a training's request says about where its model begins. */
export interface ModelOrigin {
  /** What says that it begins from random weights, in a sentence; nothing where nothing does. */
  readonly scratch: string | undefined;
  /** Whether something says that it begins from a model that exists. */
  readonly pretrained: boolean;
  /** Hyperparameters that shape a language or vision model, which a training of an existing one has no need to name. */
  readonly shape: readonly string[];
}

/** Reads where a training's model begins. Throws the SDK's report where a preview does not know yet. */
export function modelOrigin(request: Fields, channels: readonly string[]): ModelOrigin {
  const settings = [...settingsIn(request, "HyperParameters"), ...settingsIn(request, "StaticHyperParameters")];
  const said = [...settings, ...settingsIn(request, "Environment")];
  const scratch = said.find(([key, value]) => saysScratch(key, value));
  return {
    scratch: scratch === undefined ? undefined : `${scratch[0]} "${scratch[1]}"`,
    pretrained: said.some(([key, value]) => namesModel(key, value)) || bringsModel(request, channels),
    shape: settings.map(([key]) => key).filter((key) => shapes.has(plainly(key))),
  };
}

function settingsIn(request: Fields, part: string): readonly (readonly [string, string])[] {
  const fields = partAt(request, part) ?? {};
  return Object.keys(fields).flatMap((key) => {
    const value = fields[key];
    // Frameworks of the SageMaker SDK write hyperparameters as JSON.
    return typeof value === "string" ? [[key, value.replace(/^"(.*)"$/, "$1")] as const] : [];
  });
}

/** Without case and what divides words, which frameworks write in every way. */
function plainly(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const OFF = /^(0|false|no|off|none|null)?$/i;
/** Values that stand for random weights where a model could be named. */
const NO_MODEL = /^(from[-_ ]?)?scratch$|^random(ly)?([-_ ]?(init|initiali[sz]ed|initiali[sz]ation|weights))?$/i;
/** Keys that say whether a model that exists is used. */
const SWITCH = /^(use)?pretrained(model|weights)?$/;
const SCRATCH = /^(train)?fromscratch$/;
/** Keys that name a model that exists. */
const MODEL =
  /^(hf)?(pretrained|base)?model(id|name|nameorpath|path|tag)$|^(pretrained|base)model|^initfrom|^resumefrom|^(load|init)?checkpoint(path|dir|uri|file)?$|^jumpstartmodelid$/;
/** What fine-tuning is called in names of scripts and methods. */
const TUNES = /transfer_learning|fine-?_?tun|\b(lora|qlora|peft|sft|dpo)\b/i;

function saysScratch(key: string, value: string): boolean {
  const plain = plainly(key);
  if (SCRATCH.test(plain)) return !OFF.test(value);
  if (NO_MODEL.test(value)) return SWITCH.test(plain) || MODEL.test(plain);
  return SWITCH.test(plain) && OFF.test(value) && value !== "";
}

function namesModel(key: string, value: string): boolean {
  const plain = plainly(key);
  // Where a training keeps its own checkpoints and its result.
  if (OFF.test(value) || NO_MODEL.test(value) || /^\/opt\/ml\/(checkpoints|model|output)\b/.test(value)) return false;
  return SWITCH.test(plain) || MODEL.test(plain) || /^(lora|peft|adapter)/.test(plain) || TUNES.test(value);
}

const shapes = new Set(
  [
    "vocab_size num_layers n_layers n_layer num_hidden_layers hidden_size hidden_width n_embd d_model embed_dim",
    "num_heads n_head num_attention_heads max_position_embeddings max_context_width seq_length image_size patch_size",
  ]
    .join(" ")
    .split(" ")
    .map(plainly),
);

/** A channel of its own, a model of the hub or of the registry, or data from where JumpStart keeps its models. */
function bringsModel(request: Fields, channels: readonly string[]): boolean {
  if (partAt(request, "ModelPackageConfig") !== undefined) return true;
  const inputs = [...partsAt(request, "InputDataConfigs"), ...partsAt(request, "InputDataConfig")];
  return inputs.some((channel) => {
    const source = partAt(channel, "DataSource", "S3DataSource");
    if (channels.includes((textAt(channel, "ChannelName") ?? "").toLowerCase())) return true;
    if (partAt(source, "ModelAccessConfig") !== undefined || partAt(source, "HubAccessConfig") !== undefined)
      return true;
    return /jumpstart|pre-?trained|checkpoint|model\.tar\.gz$/i.test(textAt(source, "S3Uri") ?? "");
  });
}

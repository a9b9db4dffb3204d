import { accelerators, type Accelerator } from "../../carbon";

/** An accelerator that a text names, and how many of them. */
export interface NamedAccelerator {
  readonly accelerator: Accelerator;
  /** Whether the text speaks of a PCIe card. */
  readonly isCard: boolean;
  readonly count: number | undefined;
}

/** Words that tell no accelerator from another: makers, generations, sockets, boards and places. */
const idleWords =
  /^(nvidia|tesla|aws|amazon|ec2|sagemaker|intel|habana|neuron|gpus?|sxm\d?|hbm\d?e?|hgx|dgx|nvlink|nvswitch|nvl72|tensor|cores?|chips?|cards?|accelerators?|modules?|volta|turing|ampere|ada|lovelace|hopper|blackwell|ultra|nodes?|servers?|machines?|instances?|each|with|on|in|of|per|a|the|azure|gcp|google|cloud|colab|kaggle|runpod|cluster|x)$/;
/** Parts of a text that speak of the host. */
const hostWords = /\b(xeon|epyc|v?cpus?|threadripper|ram|ddr\d|infiniband)\b|^\d+\s*gi?b?$/i;

/** The accelerators that a text names; none where a part of it names something else. */
export function namedAccelerators(text: string): readonly NamedAccelerator[] {
  const parts = text
    .split(/\s*(?:[,;/+&]|\band\b|\bor\b|\bwith\b)\s*/i)
    .filter((part) => part !== "" && !hostWords.test(part));
  const found = parts.map(namedIn);
  const known = found.filter((one) => one !== undefined);
  return known.length < parts.length ? [] : known;
}

function namedIn(part: string): NamedAccelerator | undefined {
  const [, before, after] = /^\s*(\d+)\s*(?:[x×*]\s*)?(?=[a-z])|[\s(](?:[x×*]\s*)(\d+)\b/i.exec(part) ?? [];
  const count = before ?? after;
  const words = wordsOf(part);
  const accelerator = accelerators().find((one) => isNamed(one, words));
  if (accelerator === undefined) return undefined;
  return { accelerator, isCard: words.includes("pcie"), count: count === undefined ? undefined : Number(count) };
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(?<=\b(?:[VAHBTP]\d{1,3}G?|L4|GB\d{3}))s\b/g, "")
    .toLowerCase()
    .replaceAll(/^\s*\d+\s*[x×*]?\s*(?=[a-z])|(?<=[\s(])[x×*]\s*\d+\b/g, " ")
    .replaceAll(/(?<![a-z\d])(\d+)\s*g(?:i?b)?\b/g, "$1gb")
    .replaceAll(
      /(trainium|inferentia)[\s-]*(\d)?(?!\w)/g,
      (_, chip: string, version?: string) => `${chip}${version ?? 1}`,
    )
    .split(/[\s\-_()×:]+/)
    .filter((word) => word !== "" && !idleWords.test(word));
}

/** Whether all words belong to the accelerator's name and its memory, and its name is among them. */
function isNamed({ name, memoryGib }: Accelerator, words: readonly string[]): boolean {
  const own = wordsOf(name).filter((word) => !/^\d+gb$/.test(word));
  const needed = own.filter((word) => !/^(hl|205)$/.test(word));
  return (
    needed.every((word) => words.includes(word)) &&
    words.every((word) => own.includes(word) || word === "pcie" || isMemory(word, memoryGib))
  );
}

/** Whether a word is that memory; makers and EC2 count it a little apart, as 192 and 180 GB of a B200. */
function isMemory(word: string, gibibytes: number): boolean {
  const [, size] = /^(\d+)(?:gb)?$/.exec(word) ?? [];
  return size !== undefined && Math.abs(Number(size) / gibibytes - 1) <= 0.1;
}

import { accelerators, type Accelerator } from "../../carbon";
import { onceEach } from "../../carbon/catalog/once";

/** An accelerator that a text names, and how many of them. */
export interface NamedAccelerator {
  readonly accelerator: Accelerator;
  /** Whether the text speaks of a PCIe card. */
  readonly isCard: boolean;
  readonly count: number | undefined;
}

/** Words that tell no accelerator from another: makers, generations, sockets, boards and places. */
const idleWords =
  /^(nvidia|tesla|aws|amazon|ec2|sagemaker|intel|habana|neuron|gpus?|sxm\d?|hbm\d?e?|gddr\d\w?|hgx|dgx|nvlink|nvswitch|nvl72|tensor|cores?|chips?|cards?|accelerators?|modules?|units?|edition|volta|turing|ampere|ada|lovelace|hopper|grace|blackwell|ultra|nodes?|servers?|machines?|instances?|way|each|with|on|in|of|per|a|the|tdp|azure|gcp|google|cloud|colab|free|tier|kaggle|runpod|cluster|x)$/;
/** Parts of a text that speak of the host. */
const hostWords = /\b(xeon|epyc|v?cpus?|threadripper|ram|ddr\d|infiniband)\b|^\d+\s*gi?b?$/i;
/** The power of one accelerator, as "(TDP of 350-400 W)". */
const power = /\(?\b(?:TDP\b[\s:=]*(?:of\s*)?)?(?:\d+\s*[-–]\s*)?(\d+)\s*W(?:atts?)?\b(?:\s*TDP\b)?\)?/i;
/** How many machines hold the accelerators, as "4 nodes x 8 A100". */
const machines = /^\s*(\d+)\s*(?:nodes|servers|machines)\s*(?:[x×*,]|of|(?:each\s+)?with)?\s*(?=\d)/i;
const before = /^\s*\(?(\d+)\)?\s*[x×*-]?\s*(?=[a-z])(?!g(?:i?b)?\b)/i;
const after = /(?:[\s(]x|[×*])\s*(\d+)\b|\(\s*(\d+)\s*[x×*]?\s*(?=(?:gpu|card|chip|accelerator|unit)s?\b)/i;
const numerals: Readonly<Record<string, string>> = { single: "1", one: "1", two: "2", four: "4", eight: "8" };
const numeral = /^\s*(single|one|two|four|eight)\b/i;
/** A stated power below this share of a module's is that of the PCIe card of the same name. */
const cardShare = 0.9;

/** The accelerators that a text names; none where a part of it names something else. */
export function namedAccelerators(text: string): readonly NamedAccelerator[] {
  const [, watts] = power.exec(text) ?? [];
  const [, nodes = "1"] = machines.exec(text) ?? [];
  const parts = text
    .replace(power, " ")
    .replace(machines, "")
    .split(/\s*(?:[,;/+&]|\band\b|\bor\b|\bwith\b)\s*/i)
    .map((part) => part.replace(numeral, (word) => numerals[word.trim().toLowerCase()] ?? word))
    .filter((part) => !hostWords.test(part));
  const naming = parts.filter((part) => wordsOf(part).length > 0);
  const found = naming.map((part) => namedIn(part, watts === undefined ? undefined : Number(watts)));
  const known = found.filter((one) => one !== undefined);
  if (known.length < naming.length) return [];
  // "A100, 8 GPUs" counts in a part of its own.
  const apart = parts.map(countIn).find((count) => count !== undefined);
  return known.map(({ count = apart, ...one }) => ({
    ...one,
    count: count === undefined ? undefined : count * Number(nodes),
  }));
}

function namedIn(part: string, watts: number | undefined): NamedAccelerator | undefined {
  const words = wordsOf(part);
  const accelerator = accelerators().find((one) => isNamed(one, ownWords(one), words));
  if (accelerator === undefined) return undefined;
  return { accelerator, isCard: words.includes("pcie") || drawsLess(accelerator, watts), count: countIn(part) };
}

/** How many accelerators a part counts; "4 nodes of A100" counts none. */
function countIn(part: string): number | undefined {
  if (/^\s*\d+\s*(?:nodes|servers|machines|instances)\b/i.test(part)) return undefined;
  const [, first] = before.exec(part) ?? [];
  const [, behind, within] = after.exec(part) ?? [];
  const count = first ?? behind ?? within;
  return count === undefined ? undefined : Number(count);
}

function drawsLess({ maximum }: Accelerator, watts: number | undefined): boolean {
  return watts !== undefined && maximum !== undefined && watts < maximum.likely * cardShare;
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(?<=\b(?:[VAHBTP]\d{1,3}G?|L4|GB\d{3}))s\b/g, "")
    .replaceAll(/\b([VAHTP])-(?=\d{1,3}\b)/gi, "$1")
    .replace(before, " ")
    .replace(after, " ")
    .toLowerCase()
    .replaceAll(/(?<![a-z\d])(\d+)\s*g(?:i?b)?\b/g, "$1gb")
    .replaceAll(
      /(trainium|inferentia)[\s-]*(\d)?(?!\w)/g,
      (_, chip: string, version?: string) => `${chip}${version ?? 1}`,
    )
    .split(/[\s\-_()×:]+/)
    .filter((word) => word !== "" && !idleWords.test(word));
}

/** The words of an accelerator's name without its memory. */
const ownWords = onceEach(({ name }: Accelerator) => wordsOf(name).filter((word) => !/^\d+gb$/.test(word)));

/** Whether all words belong to the accelerator's name and its memory, and its name is among them. */
function isNamed({ memoryGib }: Accelerator, own: readonly string[], words: readonly string[]): boolean {
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

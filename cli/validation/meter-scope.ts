import type { MeterScope } from "../../carbon/estimate/metered-power";
import type { PublishedRun } from "./published-run";

type Words = Pick<PublishedRun, "powerBasis" | "notes">;

const card = String.raw`(?:GPU|accelerator|card|chip)s?`;
const besides = String.raw`(?:CPU|processor|host|D?RAM|memory)`;
const joint = String.raw`\s*(?:\+|and|&|,|\/|plus|with)\s*`;
const pattern = (source: string): RegExp => new RegExp(source, "i");

const meters = String.raw`codecarbon|carbontracker|experiment-impact-tracker|eco2ai|RAPL|NVML|nvidia-smi|DCGM|zeus|watt ?meter|power ?meter|IPMI|PDU`;
const computed = /\b(TDP|assum\w*|estimat\w*|nominal|rated|caps?|stated|calculator|spec\w*|not (read|known))\b/i;
const alone = pattern(
  String.raw`\b${card}[ -](?:only|alone|power|energy|draw)\b|\b(?:only|just) (?:the )?${card}\b|\b${besides}s? (?:is |are |was |were )?(?:excluded|not included|left out)\b|\b(?:without|excluding|no) (?:the )?(?:CPU|host)`,
);
const withProcessor = pattern(
  String.raw`\b${card}${joint}${besides}|\b(?:CPU|processor)s?${joint}(?:D?RAM${joint})?${card}\b|\binclud\w+ (?:the )?(?:CPU|processor)|\b(?:carbontracker|experiment-impact-tracker|eco2ai|RAPL)\b`,
);
const whole =
  /\b(systems?|nodes?|servers?|machines?|hosts?|racks?|chassis|full[- ]stack|wall|plug|IT equipment|watt ?meter|IPMI|PDU|facility|data ?cent(er|re))\b/i;
const cardsNamed = pattern(String.raw`\b(?:${card}|TDP|NVML|nvidia-smi|DCGM|zeus)\b`);

/**
 * Whether the published energy was measured, or computed from figures that an estimate starts from as well. It was measured
 * where the power basis says so or names a meter and speaks of no TDP, assumption, estimate, rating or cap.
 */
export function basisOf({ powerBasis }: Pick<PublishedRun, "powerBasis">): "measured" | "derived" {
  if (/\bnot measured\b|\bunmeasured\b/i.test(powerBasis)) return "derived";
  if (/\b(measured|metered)\b/i.test(powerBasis)) return /\bTDP\b/i.test(powerBasis) ? "derived" : "measured";
  return pattern(meters).test(powerBasis) && !computed.test(powerBasis) ? "measured" : "derived";
}

/** What the published energy covers, by the words of its basis, and where these leave it open by those of the notes. */
export function meterScopeOf({ powerBasis, notes }: Words): MeterScope {
  const words = `${powerBasis}; ${notes}`;
  if (/\bcodecarbon\b/i.test(words)) {
    return alone.test(words) ? "accelerators" : "accelerators, processor and memory as CodeCarbon charges them";
  }
  if (withProcessor.test(powerBasis)) return "accelerators, processor and memory";
  if (whole.test(powerBasis)) return "machine";
  if (cardsNamed.test(powerBasis))
    return withProcessor.test(notes) ? "accelerators, processor and memory" : "accelerators";
  if (withProcessor.test(notes)) return "accelerators, processor and memory";
  return alone.test(notes) ? "accelerators" : "machine";
}

/** Whether the published energy leaves the facility's overhead out although a PUE is stated. */
export function isBeforePue({ powerBasis, notes }: Words): boolean {
  const words = `${powerBasis}; ${notes}`;
  return (
    /\b(before|without|excluding|excl\.?|no) (the )?(PUE|cooling|overhead)\b/i.test(words) ||
    /\bPUE (is |was )?(not (applied|included)|excluded|left out)\b/i.test(words) ||
    /\bIT (equipment|energy|load)( only| alone)?\b/i.test(words)
  );
}

/** Whether the published energy is what came on top of idle. */
export function isAboveIdle({ powerBasis, notes }: Words): boolean {
  return /\b(dynamic (energy |power )?only|only (the )?dynamic|above idle|idle (power |energy )?(is |was )?subtracted|net of idle)\b/i.test(
    `${powerBasis}; ${notes}`,
  );
}

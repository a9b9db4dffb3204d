import type { MeterScope } from "../../carbon/estimate/metered-power";
import type { PublishedRun } from "./published-run";

type Words = Pick<PublishedRun, "powerBasis" | "notes">;

const card = String.raw`(?:GPU|accelerator|card|chip)s?`;
const besides = String.raw`(?:CPU|processor|host|D?RAM|memory)`;
const joint = String.raw`\s*(?:\+|and|&|,|\/|plus|with)\s*`;
const pattern = (source: string): RegExp => new RegExp(source, "i");

const trackers = String.raw`carbon[ -]?tracker|experiment[ -]impact[ -]tracker|eco2ai|(?:py)?RAPL|turbostat`;
const cardMeters = String.raw`(?:py)?NVML|nvidia-smi|rocm-smi|neuron-monitor|DCGM|zeus`;
const wholeMeters = String.raw`watt[ -]?meter|power ?meter|power analy[sz]er|PTDaemon|(?:smart|wall) plug|IPMI|Redfish|\bBMC\b|PDU`;
const meters = `code[ -]?carbon|${trackers}|${cardMeters}|${wholeMeters}`;
const computed =
  /\b(TDP|assum\w*|estimat\w*|nominal|rated|caps?|stated|calculator|spec(?! PTD)\w*|not (read|known))\b/i;
const alone = pattern(
  String.raw`\b${card}[ -](?:only|alone|power|energy|draw)\b|\b(?:only|just) (?:the )?${card}\b|\b${besides}s? (?:is |are |was |were )?(?:excluded|not included|left out)\b|\b(?:without|excluding|no) (?:the )?(?:CPU|host)`,
);
const withProcessor = pattern(
  String.raw`\b${card}${joint}${besides}|\b(?:CPU|processor)s?${joint}(?:D?RAM${joint})?${card}\b|\binclud\w+ (?:the )?(?:CPU|processor)|\b(?:CPU|processor)s? (?:only|alone|package)|\b(?:${trackers})\b`,
);
const whole = pattern(
  String.raw`\b(?:systems?|nodes?|servers?|machines?|hosts?|racks?|chassis|full[- ]stack|wall|plug|IT equipment|facility|data ?cent(?:er|re)|${wholeMeters})\b`,
);
const cardsNamed = pattern(String.raw`\b(?:${card}|TDP|${cardMeters})\b`);

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
  if (/\bcode[ -]?carbon\b/i.test(words)) {
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

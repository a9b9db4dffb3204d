import type { Policies, PolicyPackConfig } from "@pulumi/policy";
import { judgingDay } from "../judging/judging-day";
import { onStartedWork } from "../judging/started-work/started-work-rules";
import { retired, rules } from "../registry";
import { guardConfiguration } from "./configuration-guard";
import { effectiveConfiguration, levelOf } from "./effective-configuration";
import { evidencedRules } from "./evidenced-rules";
import { findEvidenceFile, recordsInFile } from "./evidence-file";
import { exemptedRules } from "./exempted-rules";
import type { PackSettings } from "./pack-settings";
import { takeOwnCatalog } from "./own-catalog";
import { pagedRules } from "./rule-pages";
import { findSettingsFile, settingsInFile } from "./settings-file";
import { sharedStackRules } from "./shared-stacks";

interface ServedPack {
  readonly policies: Policies;
  readonly configuration: PolicyPackConfig;
}

/**
 * The rules and the configuration that a pack in a folder serves. With settings that make no sense it refuses to be
 * configured, in their sentence: the engine, which configures every pack, then ends the run.
 */
export function servedPack(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  now: Date,
): ServedPack {
  try {
    takeOwnCatalog(environment);
    const settingsFile = findSettingsFile(folder, environment);
    const settings = settingsInFile(settingsFile, rules, retired);
    const evidence = findEvidenceFile({ folder, environment, settingsFile, setting: settings.evidence });
    const judging = judgingRules(settings, evidence === undefined ? [] : recordsInFile(evidence));
    const book = { exemptions: settings.exemptions, day: judgingDay(environment, now) };
    const policies = sharedStackRules(pagedRules(exemptedRules(judging, book)));
    const served = { policies, configuration: effectiveConfiguration(rules, settings) };
    guardConfiguration(rules, retired);
    return served;
  } catch (error) {
    guardConfiguration(rules, retired, error instanceof Error ? error : new Error(String(error)));
    return { policies: rules, configuration: {} };
  }
}

/** The rules as they judge: with the evidence that is on record, and the work that resources start. */
export function judgingRules(settings: PackSettings, records: readonly unknown[]): Policies {
  const refuses = (rule: Policies[number]) => ["mandatory", "remediate"].includes(levelOf(rule, settings));
  const work = settings.topics.pipelines === "off" ? "of other providers" : "written down";
  return onStartedWork(evidencedRules(rules, records), refuses, work);
}

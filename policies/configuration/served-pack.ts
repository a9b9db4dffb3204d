import type { Policies, PolicyPackConfig } from "@pulumi/policy";
import { onStartedWork } from "../judging/started-work-rules";
import { judgingDay } from "../judging/judging-day";
import { retired, rules } from "../registry";
import { guardConfiguration } from "./configuration-guard";
import { effectiveConfiguration, levelOf } from "./effective-configuration";
import { evidencedRules } from "./evidenced-rules";
import { findEvidenceFile, recordsInFile } from "./evidence-file";
import { exemptedRules } from "./exempted-rules";
import { findSettingsFile, settingsInFile } from "./settings-file";

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
    const settingsFile = findSettingsFile(folder, environment);
    const settings = settingsInFile(settingsFile, rules, retired);
    const evidence = findEvidenceFile({ folder, environment, settingsFile, setting: settings.evidence });
    const known = evidencedRules(rules, evidence === undefined ? [] : recordsInFile(evidence));
    const book = { exemptions: settings.exemptions, day: judgingDay(environment, now) };
    const judging = onStartedWork(known, (rule) => levelOf(rule, settings) === "mandatory");
    const served = { policies: exemptedRules(judging, book), configuration: effectiveConfiguration(rules, settings) };
    guardConfiguration(rules, retired);
    return served;
  } catch (error) {
    guardConfiguration(rules, retired, error instanceof Error ? error : new Error(String(error)));
    return { policies: rules, configuration: {} };
  }
}

import type { Policies } from "@pulumi/policy";
import { Command } from "commander";
import { effectiveConfiguration, levelOf } from "../policies/configuration/effective-configuration";
import { packSettingsSchema, type PackSettings } from "../policies/configuration/pack-settings";
import { pageFile } from "../policies/configuration/rule-pages";
import { judgingRules } from "../policies/configuration/served-pack";
import { topicOf } from "../policies/configuration/topics";
import { rules } from "../policies/registry";
import { withOwnCatalog } from "./own-catalog";
import { baselineCommand } from "./policies-baseline";
import { evidenceCommand } from "./policies-evidence";
import {
  type JudgedState,
  listedExemptions,
  printedExemptions,
  refuseFallen,
  resourcesIn,
} from "./policies-exemptions";
import { findingsInState } from "./policies-findings";
import { writeStarter } from "./policies-init";
import { asInput, dayGiven, evidenceAt, settingsAt } from "./policies-input";
import { formatOption, type Format } from "./printing/format-option";
import { grid } from "./printing/grid";
import { json } from "./printing/json";
import { policiesOutput } from "./schemas/policies-output";
import type { Streams } from "./streams";

interface Options {
  readonly cwd: string;
  readonly format: Format;
  readonly exemptions?: true;
  readonly state?: string;
  readonly on?: string;
}

/**
 * `greenml policies`.
 * @public read on demand, which tools cannot see
 */
export function policiesCommand(streams: Streams): Command {
  return withOwnCatalog(
    new Command("policies")
      .option("--cwd <folder>", "folder of the Pulumi project, in or below that of its settings file", ".")
      .option("--exemptions", "list the exemptions instead of the rules; ends with 1 when one has expired or is none")
      .option("--state <file>", "list those on the resources of an exported state too (with --exemptions)")
      .option("--on <day>", "judge expiry on this day, YYYY-MM-DD, instead of today (with --exemptions)")
      .addOption(formatOption())
      .action(async (options: Options) => {
        if (options.exemptions === true) await listExemptions(options, streams);
        else streams.out(asInput(() => printedRules(settingsAt(options.cwd).settings, options.format, streams)));
      })
      .addCommand(initCommand(streams))
      .addCommand(baselineCommand(streams))
      .addCommand(schemaCommand(streams))
      .addCommand(evidenceCommand(streams)),
  );
}

function initCommand(streams: Streams): Command {
  return new Command("init")
    .description("write a starter greenml.policies.json with every setting at its default")
    .action((_: unknown, command: Command) => {
      streams.out(`${writeStarter(command.optsWithGlobals<Options>().cwd, rules)}\n`);
    });
}

function schemaCommand(streams: Streams): Command {
  return new Command("schema")
    .description("print the JSON Schema of greenml.policies.json, with the settings of every rule")
    .action(() => {
      streams.out(json(packSettingsSchema(rules)));
    });
}

async function listExemptions({ cwd, format, state, on }: Options, streams: Streams): Promise<void> {
  const day = asInput(() => dayGiven(on));
  const judged = state === undefined ? undefined : await judgedState(cwd, state);
  const filed = asInput(() => settingsAt(cwd).settings.exemptions);
  const listed = asInput(() => listedExemptions(filed, rules, judged, day));
  streams.out(format === "json" ? json({ day, exemptions: listed }) : printedExemptions(listed, format, streams));
  refuseFallen(listed, day);
}

async function judgedState(cwd: string, state: string): Promise<JudgedState> {
  const resources = resourcesIn(state);
  const { settings, records } = asInput(() => ({ ...settingsAt(cwd), records: evidenceAt(cwd) }));
  const configuration = effectiveConfiguration(rules, settings);
  const configured = ({ name }: Policies[number]) => {
    const own = Object.entries(configuration[name] as Record<string, unknown>);
    return Object.fromEntries(own.filter(([setting]) => setting !== "enforcementLevel"));
  };
  const on = judgingRules(settings, records).filter((rule) => levelOf(rule, settings) !== "disabled");
  return { resources, findings: await findingsInState(resources, on, configured) };
}

function printedRules(settings: PackSettings, format: Format, streams: Streams): string {
  const configuration = effectiveConfiguration(rules, settings);
  const listed = rules.map((rule) => {
    const { enforcementLevel, ...own } = configuration[rule.name] as Record<string, unknown>;
    const defaults = Object.entries(rule.configSchema?.properties ?? {}).map(([name, one]) => [name, one.default]);
    const values = { ...Object.fromEntries(defaults), ...own } as Record<string, unknown>;
    const { name, description, severity } = rule;
    return {
      name,
      topic: topicOf(rule) ?? null,
      severity: severity ?? null,
      level: enforcementLevel,
      description,
      settings: values,
      page: pageFile(rule) ?? null,
    };
  });
  if (format === "json") return json(policiesOutput.parse({ preset: settings.preset, rules: listed }));
  const columns = [{ head: "rule", grows: true }, { head: "topic" }, { head: "severity" }, { head: "level" }];
  const lines = listed.map(({ name, topic, severity, level, settings: values }) => ({
    cells: [name, topic ?? "", severity ?? "", String(level)],
    remark: Object.entries(values)
      .map(([setting, value]) => `${setting} ${JSON.stringify(value)}`)
      .join(", "),
  }));
  return `${grid(columns, lines, format, streams.colour)}\nPreset ${settings.preset}; ${listed.length} rules.\n`;
}

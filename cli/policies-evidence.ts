import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { EVIDENCE_FILE, recordsInFile } from "../policies/configuration/evidence-file";
import { type EvidenceKind, evidenceKinds, evidenceRecord, sealOf } from "../policies/configuration/evidence-record";
import type { PackSettings } from "../policies/configuration/pack-settings";
import { judgedRecord } from "../policies/judging/evidence";
import { InputError } from "./input-error";
import { asInput, dayGiven, evidenceFileAt, settingsAt } from "./policies-input";
import { formatOption, type Format } from "./printing/format-option";
import { grid } from "./printing/grid";
import { json } from "./printing/json";
import { parsed } from "./reading/parsed";
import { readText } from "./reading/read-text";
import { yamlOrJson } from "./reading/yaml-or-json";
import type { EvidenceOutput } from "./schemas/evidence-output";
import type { Streams } from "./streams";
import { ThresholdExceeded } from "./threshold-exceeded";
import { writeWhole } from "./writing/write-whole";

interface Options {
  readonly cwd: string;
  readonly format: Format;
  readonly on?: string;
}

type Raw = Readonly<Record<string, unknown>>;

/** `greenml policies evidence`: seal records into the evidence file, and tell which of them hold. */
export function evidenceCommand(streams: Streams): Command {
  return new Command("evidence")
    .description("seal records of measurements into greenml.evidence.json, and check those that are in it")
    .addCommand(
      new Command("add")
        .description("seal a record (a JSON or YAML file, or - for standard input) and put it into the evidence file")
        .argument("<record>", "the record without its digest")
        .action((record: string, _: unknown, command: Command) => {
          streams.out(`${asInput(() => add(record, command.optsWithGlobals<Options>().cwd))}\n`);
        }),
    )
    .addCommand(
      new Command("check")
        .description("list the evidence; ends with 1 when some of it does not hold")
        .option("--on <day>", "judge its age on this day, YYYY-MM-DD, instead of today")
        .addOption(formatOption())
        .action((_: unknown, command: Command) => {
          asInput(() => {
            check(command.optsWithGlobals<Options>(), streams);
          });
        }),
    );
}

/** Puts a record into the file, in place of one of the same id. */
function add(source: string, cwd: string): string {
  const content = asRecord(yamlOrJson(readText(source, "the record"), source), source);
  const sealed = { ...content, digest: sealOf(content) };
  const { id } = parsed(evidenceRecord(), sealed, source);
  const file = evidenceFileAt(cwd) ?? join(resolve(cwd), EVIDENCE_FILE);
  const standing = existsSync(file) ? recordsInFile(file) : [];
  const others = standing.filter((one) => (one as Raw | null)?.["id"] !== id);
  writeWhole(file, json({ records: [...others, sealed] }));
  return `${others.length < standing.length ? "Replaced" : "Added"} evidence "${id}" in ${file}.`;
}

function check({ cwd, format, on }: Options, streams: Streams): void {
  const day = dayGiven(on);
  const file = evidenceFileAt(cwd);
  const { settings } = settingsAt(cwd);
  const listed = (file === undefined ? [] : recordsInFile(file)).map((one) =>
    listedRecord(asRecord(one, file ?? ""), settings, day),
  );
  streams.out(
    format === "json" ? json({ day, file: file ?? null, evidence: listed }) : printed(listed, format, streams),
  );
  const fallen = listed.filter(({ fault }) => fault !== null).length;
  if (fallen > 0) throw new ThresholdExceeded(`${fallen} of ${listed.length} pieces of evidence do not hold on ${day}`);
}

/** One piece of evidence as the command lists it. */
type ListedRecord = EvidenceOutput["evidence"][number];

function listedRecord(raw: Raw, settings: PackSettings, day: string): ListedRecord {
  const text = (name: string) => (typeof raw[name] === "string" ? raw[name] : "");
  const verdict = judgedRecord(raw, { maxAgeDays: maxAgeOf(text("kind"), settings), judgedOn: day });
  const results = Array.isArray(raw["results"]) ? (raw["results"] as readonly Raw[]) : [];
  return {
    id: text("id"),
    kind: text("kind"),
    subject: text("subject"),
    measuredAt: text("measuredAt"),
    results: results.map(resultWords),
    signedOffBy: text("signedOffBy"),
    fault: typeof verdict === "string" ? verdict : null,
  };
}

function resultWords({ metric, value, unit, comparedWith }: Raw): string {
  const against = typeof comparedWith === "number" ? ` against ${comparedWith}` : "";
  return `${String(metric)} ${String(value)}${against}${unit === "1" ? "" : ` ${String(unit)}`}`;
}

/** Rules that ask for evidence, by its kind: each may have an age of its own at which that is stale. */
const askers: Readonly<Record<EvidenceKind, string>> = {
  baseline: "model-baseline",
  gain: "model-measured-gain",
  traffic: "endpoint-nightly-traffic",
  reuse: "endpoint-repetitive-traffic",
};

function maxAgeOf(kind: string, { rules }: PackSettings): number {
  const known = evidenceKinds.find((one) => one === kind);
  const set = known === undefined ? undefined : rules[askers[known]]?.settings["maxAgeDays"];
  return typeof set === "number" ? set : 365;
}

function printed(listed: readonly ListedRecord[], format: Exclude<Format, "json">, streams: Streams): string {
  if (listed.length === 0) return "No evidence.\n";
  const columns = [{ head: "evidence" }, { head: "kind" }, { head: "subject", grows: true }, { head: "measured" }];
  const lines = listed.map(({ id, kind, subject, measuredAt, results, signedOffBy, fault }) => ({
    cells: [id, kind, subject, measuredAt],
    remark: fault === null ? `${results.join(", ")} (signed off by ${signedOffBy})` : `does not hold: ${fault}`,
  }));
  return grid(columns, lines, format, streams.colour);
}

function asRecord(value: unknown, file: string): Raw {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  throw new InputError(`Expected a record of evidence in ${file}, got ${JSON.stringify(value).slice(0, 60)}`);
}

import type { StackResource } from "../stack/stack-resource";
import { writeNew } from "../writing/write-new";
import type { Knob } from "./amount";
import { knobs } from "./knobs";

/** A resource whose figures would gain from a usage file, and by what. */
export interface Askable {
  readonly resource: StackResource;
  readonly knobs: readonly Knob[];
}

/** Examples of what each knob may be. */
const examples: Readonly<Record<Knob, string>> = {
  hours: "{ low: 1, likely: 1.5, high: 3 }",
  hoursPerTrial: "{ low: 0.1, likely: 0.2, high: 0.5 }",
  hoursPerStep: "{ Train: 1.5, Score: { low: 0.1, likely: 0.2, high: 0.5 } }",
  trials: "20",
  warmHours: "{ low: 0, likely: 0.1, high: 0.5 }",
  runsPerMonth: "4",
  hoursPerMonth: "160",
  instances: "{ low: 1, likely: 1.5, high: 4 }",
  instanceType: "ml.g5.xlarge",
  utilisation: "0.3",
  requestsPerMonth: "{ low: 30000, likely: 120000, high: 240000 }",
  millisecondsPerRequest: "{ low: 20, likely: 50, high: 150 }",
  tokensPerMonth: "100000000",
  tokensPerRequest: "{ low: 200, likely: 800, high: 2000 }",
  tokensPerRun: "1000000000",
  inferencesPerRun: "1000000",
  gigabyteSecondsPerMonth: "{ low: 10000, likely: 12000, high: 15000 }",
  gigabytes: "100",
  onlineGigabytes: "5",
  offlineGigabytes: "100",
  gigabytesPerMonthTo: "{ internet: 100, us-east-1: 20 }",
  readsPerMonth: "1000000",
  writesPerMonth: "100000",
  measured: '[{ date: 2026-08-01, source: "nvidia-smi, run 12", utilisation: 0.4 }]',
};

/**
 * Writes a usage file in which every line is a comment: nothing is said until its owner says it.
 * @public read on demand, which tools cannot see
 */
export function writeUsage(file: string, askable: readonly Askable[]): void {
  writeNew(file, usageText(askable), `--write-usage "${file}"`);
}

function usageText(askable: readonly Askable[]): string {
  const head = [
    "# What neither state nor preview knows. Take the # off the lines that you can fill in, or delete the others;",
    "# what stays a comment stays unknown. A figure may be a range: { low: 1, likely: 2, high: 4 }.",
    "# Keys are names, URNs or types; more files: greenml estimate FILE --usage THIS-FILE",
  ];
  const named = new Map<string, number>();
  for (const { resource } of askable) named.set(resource.name, (named.get(resource.name) ?? 0) + 1);
  const entries = askable.flatMap(({ resource, knobs: offered }) => [
    `  # ${JSON.stringify((named.get(resource.name) ?? 0) > 1 ? resource.urn : resource.name)}: # ${resource.type}`,
    ...offered.map((knob) => `  #   ${knob}: ${examples[knob]} # ${knobs.shape[knob].unwrap().description ?? ""}`),
  ]);
  return `${[...head, "resources:", ...entries].join("\n")}\n`;
}

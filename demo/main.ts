import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

import { sandboxEnvironment, withSandbox } from "../sandbox/environment";
import { forPeople, progressOn } from "../sandbox/progress";
import { stopServer } from "../sandbox/running";
import { startSandbox } from "../sandbox/start";
import { birdStrikes } from "../stacks/tabular/dataset";
import { wastefulFootprint } from "../stacks/wasteful/footprint";
import { INSTANCE_TYPE, REGION } from "../stacks/wasteful/habits";
import { areaUnderCurve } from "./held-out";
import type { TabularOutputs } from "./outputs";
import { askPulumi, showPulumi, tellPulumi } from "./pulumi";
import { readRefusals, type Refusal } from "./refusals";
import { footprintReport } from "./report";
import { lastScreen, type Shown } from "./screen";

const HOME = resolve(".sandbox", "demo");
const REPORT = resolve(".sandbox", "footprint.md");
const PACK = ["--policy-pack", "policies"];
const GREEN = "tabular-demo";
const WASTEFUL = "wasteful-demo";

async function main(): Promise<void> {
  const started = Date.now();
  const progress = progressOn();
  await stopServer(HOME);
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  const step = (line: string): void => {
    progress.say(`\n== ${line} (${forPeople(Date.now() - started)})`);
  };

  step("1/5 sandbox: engine, Python, provider, server");
  const env = withSandbox(sandboxEnvironment(await startSandbox({ home: HOME, progress })));
  try {
    step("2/5 pulumi up of stacks/tabular, with the policy pack");
    await tellPulumi(["stack", "init", GREEN], env);
    await showPulumi(["up", "--yes", "--skip-preview", "--suppress-outputs", "--stack", GREEN, ...PACK], env);
    const green = JSON.parse(await tellPulumi(["stack", "output", "--json", "--stack", GREEN], env)) as TabularOutputs;

    step("3/5 pulumi preview of stacks/wasteful, for the pack to refuse");
    const refusals = await refusalsOf(env);

    step("4/5 the footprint report");
    const shown = { ...figures(green), refusals };
    writeFileSync(REPORT, footprintReport(shown));

    step("5/5 pulumi destroy of stacks/tabular");
    await showPulumi(["destroy", "--yes", "--skip-preview", "--stack", GREEN], env);
    for (const stack of [GREEN, WASTEFUL]) await tellPulumi(["stack", "rm", "--yes", stack], env);
    process.stdout.write(`${lastScreen(shown)}\nDone in ${forPeople(Date.now() - started)}.\n`);
  } finally {
    await stopServer(HOME);
  }
}

async function refusalsOf(env: NodeJS.ProcessEnv): Promise<readonly Refusal[]> {
  await tellPulumi(["stack", "init", WASTEFUL], env);
  const { code, output } = await askPulumi(["preview", "--suppress-outputs", "--stack", WASTEFUL, ...PACK], env);
  process.stdout.write(output);
  const refusals = readRefusals(output);
  if (code === 0 || refusals.length === 0) throw new Error("The policy pack should have refused stacks/wasteful.");
  return refusals;
}

function figures(green: TabularOutputs): Omit<Shown, "refusals"> {
  const wasteful = { region: REGION, instanceType: INSTANCE_TYPE, footprint: wastefulFootprint() };
  const labels = numbersIn(birdStrikes().heldOutLabels);
  const auc = areaUnderCurve(predictionsAt(green.predictions), labels);
  return { green, wasteful, heldOut: { rows: labels.length, auc }, reportPath: relative(process.cwd(), REPORT) };
}

/** What the batch job wrote, read from the folder that is the sandbox's S3. */
function predictionsAt(s3Uri: string): number[] {
  const folder = join(HOME, "s3", s3Uri.replace("s3://", ""));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".out"));
  return files.sort().flatMap((name) => numbersIn(join(folder, name)));
}

function numbersIn(path: string): number[] {
  return readFileSync(path, "utf8").split(/\s+/).filter(Boolean).map(Number);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${(error as Error).message}\n`);
  process.exitCode = 1;
});

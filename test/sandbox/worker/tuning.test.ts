import type { Search, SearchParameter, Suggestions } from "../../../sandbox/sagemaker/job-runner";
import type { PythonRunner } from "../../../sandbox/worker/python-runner";
import { FIRST_USE_MILLISECONDS, realRunner, temporaryFolder, train, trainingRun } from "./fixture";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const notices: string[] = [];
let runner: PythonRunner;
beforeAll(async () => {
  runner = await realRunner(folder.path, (line) => {
    notices.push(line);
  });
}, FIRST_USE_MILLISECONDS);
afterAll(async () => {
  await runner.close();
  folder.remove();
});

const x: SearchParameter = { kind: "continuous", name: "x", min: 0, max: 1, scaling: "Linear" };
const search = (overrides: Partial<Search> = {}): Search => ({
  tuningJobName: "tuning",
  strategy: "Bayesian",
  goal: "Maximize",
  parameters: [x],
  seed: 7,
  maxTrials: 20,
  maxParallel: 2,
  parents: [],
  history: [],
  ...overrides,
});

async function next(suggestions: Suggestions, trial: string): Promise<Readonly<Record<string, string>>> {
  const suggestion = await suggestions.suggest(trial);
  if (suggestion.kind !== "trial") throw new Error(`Expected a trial, got ${suggestion.kind}`);
  return suggestion.parameters;
}

/** Runs a search on a known hill, highest at x = 0.3, until it is exhausted. */
async function climb(suggestions: Suggestions, hill = (at: number): number => -((at - 0.3) ** 2)): Promise<number[]> {
  const tried: number[] = [];
  for (;;) {
    const trial = `t${tried.length}`;
    const suggestion = await suggestions.suggest(trial);
    if (suggestion.kind !== "trial") return tried;
    const at = Number(suggestion.parameters["x"]);
    tried.push(at);
    await suggestions.tell(trial, hill(at));
  }
}

describe("Bayesian search", () => {
  it("finds a better model than its first trial's by real trainings", async () => {
    const suggestions = await runner.openSearch(
      search({
        maxTrials: 6,
        parameters: [
          { kind: "continuous", name: "eta", min: 0.001, max: 0.5, scaling: "Logarithmic" },
          { kind: "integer", name: "max_depth", min: 1, max: 6, scaling: "Auto" },
        ],
      }),
    );
    const values: number[] = [];
    for (let number = 0; number < 6; number += 1) {
      const trial = `real-${number}`;
      const tuned = await next(suggestions, trial);
      const hyperParameters = {
        num_round: "15",
        objective: "binary:logistic",
        _tuning_objective_metric: "validation:auc",
        ...tuned,
      };
      const { metrics } = await train(runner, trainingRun(folder.path, { jobName: trial, hyperParameters }));
      values.push(metrics.get("validation:auc")!.at(-1)!);
      await suggestions.tell(trial, values.at(-1));
    }
    expect(await suggestions.suggest("real-6")).toEqual({ kind: "exhausted" });
    expect(Math.max(...values)).toBeGreaterThan(values[0]!);
    await suggestions.close();
  });

  it("closes in on the best value and repeats itself for the same seed alone", async () => {
    const climbs = await Promise.all([7, 7, 8].map(async (seed) => climb(await runner.openSearch(search({ seed })))));
    expect(climbs[0]).toEqual(climbs[1]);
    expect(climbs[0]).not.toEqual(climbs[2]);
    const late = climbs[0]!.slice(-8).map((at) => Math.abs(at - 0.3));
    expect(late.filter((distance) => distance < 0.15).length).toBeGreaterThanOrEqual(5);
  });

  it("learns from the trials of its parents", async () => {
    const parents = Array.from({ length: 20 }, (_, index) => ({
      trial: `parent-${index}`,
      parameters: { x: String(index / 20) },
      value: -((index / 20 - 0.3) ** 2),
    }));
    const [cold, warm] = await Promise.all(
      [[], parents].map(async (known) => climb(await runner.openSearch(search({ maxTrials: 4, parents: known })))),
    );
    const miss = (tried: readonly number[]): number =>
      tried.reduce((sum, at) => sum + Math.abs(at - 0.3), 0) / tried.length;
    expect(miss(warm!)).toBeLessThan(0.15);
    expect(miss(warm!)).toBeLessThan(miss(cold!));
  });

  it("suggests different values to trials that run at the same time", async () => {
    const suggestions = await runner.openSearch(search());
    await climb(suggestions).catch(() => undefined);
    const other = await runner.openSearch(
      search({ maxTrials: 50, history: [{ trial: "h", parameters: { x: "0.3" }, value: 1 }] }),
    );
    const values = await Promise.all(["a", "b", "c", "d"].map(async (trial) => (await next(other, trial))["x"]));
    expect(new Set(values).size).toBe(4);
  });

  it("stands where it stood after the Python process is killed", async () => {
    const undisturbed = await climb(await runner.openSearch(search({ maxTrials: 10 })));
    const suggestions = await runner.openSearch(search({ maxTrials: 10 }));
    const first: number[] = [];
    for (let number = 0; number < 5; number += 1) {
      const at = Number((await next(suggestions, `t${number}`))["x"]);
      first.push(at);
      await suggestions.tell(`t${number}`, -((at - 0.3) ** 2));
    }
    process.kill(runner.pid!, "SIGKILL");
    const sixth = Number((await next(suggestions, "t5"))["x"]);
    expect([...first, sixth]).toEqual(undisturbed.slice(0, 6));
  });
});

describe("other strategies", () => {
  it("Random repeats itself for the same seed, also when taken up again in the middle", async () => {
    const whole = await climb(await runner.openSearch(search({ strategy: "Random", maxTrials: 6 })));
    const history = whole
      .slice(0, 3)
      .map((at, index) => ({ trial: `t${index}`, parameters: { x: String(at) }, value: 0 }));
    const rest = await climb(await runner.openSearch(search({ strategy: "Random", maxTrials: 6, history })));
    expect(rest).toEqual(whole.slice(3));
    expect(new Set(whole).size).toBe(6);
  });

  it("Grid tries every combination once and is then exhausted", async () => {
    const parameters: SearchParameter[] = [
      { kind: "categorical", name: "max_depth", values: ["2", "3", "4"] },
      { kind: "categorical", name: "booster", values: ["gbtree", "dart"] },
    ];
    const history = [{ trial: "t", parameters: { max_depth: "3", booster: "gbtree" }, value: 1 }];
    const suggestions = await runner.openSearch(search({ strategy: "Grid", parameters, maxTrials: 100, history }));
    const tried = [];
    for (let number = 0; number < 5; number += 1) tried.push(await next(suggestions, `g${number}`));
    expect(new Set(tried.map((one) => JSON.stringify(one))).size).toBe(5);
    expect(tried).not.toContainEqual(history[0]?.parameters);
    expect(await suggestions.suggest("g5")).toEqual({ kind: "exhausted" });
  });

  it("Hyperband stops the worse trials early and lets the better go on", async () => {
    const suggestions = await runner.openSearch(
      search({ strategy: "Hyperband", resource: { min: 1, max: 9 }, maxTrials: 18 }),
    );
    const epochs: { at: number; epochs: number }[] = [];
    for (let number = 0; number < 18; number += 1) {
      const at = Number((await next(suggestions, `h${number}`))["x"]);
      const value = -((at - 0.3) ** 2);
      let epoch = 0;
      while (epoch < 9 && (await suggestions.report(`h${number}`, epoch, value)) === "continue") epoch += 1;
      epochs.push({ at, epochs: epoch + 1 });
      await suggestions.tell(`h${number}`, value);
    }
    const short = epochs.filter((one) => one.epochs < 9);
    const full = epochs.filter((one) => one.epochs >= 9);
    expect(short.length).toBeGreaterThan(0);
    expect(full.length).toBeGreaterThan(0);
    const miss = (trials: readonly { at: number }[]): number =>
      trials.reduce((sum, { at }) => sum + Math.abs(at - 0.3), 0) / trials.length;
    expect(miss(full)).toBeLessThan(miss(short));
  });

  it("Hyperband takes its parents' trials into account and says how many", async () => {
    const parents = [0.1, 0.2, 0.3, 0.4, 5].map((at) => ({
      trial: `p${at}`,
      parameters: { x: String(at) },
      value: -at,
    }));
    const resource = { min: 1, max: 9 };
    const suggestions = await runner.openSearch(search({ strategy: "Hyperband", resource, parents, maxTrials: 4 }));
    expect(await climb(suggestions)).toHaveLength(4);
    expect(notices).toContain("sandbox: 4 of 5 trials of the parents lie in these ranges");
  });

  it("stays within ranges in every scaling and writes integers whole", async () => {
    const parameters: SearchParameter[] = [
      { kind: "integer", name: "depth", min: 3, max: 9, scaling: "Logarithmic" },
      { kind: "continuous", name: "eta", min: 0.0001, max: 1, scaling: "Auto" },
      { kind: "continuous", name: "momentum", min: 0.5, max: 0.999, scaling: "ReverseLogarithmic" },
      { kind: "categorical", name: "booster", values: ["gbtree", "dart"] },
    ];
    const suggestions = await runner.openSearch(search({ parameters, maxTrials: 12 }));
    for (let number = 0; number < 12; number += 1) {
      const values = await next(suggestions, `s${number}`);
      expect(values["depth"]).toMatch(/^[3-9]$/);
      expect(Number(values["eta"])).toBeGreaterThanOrEqual(0.0001);
      expect(Number(values["momentum"])).toBeGreaterThanOrEqual(0.5 - 1e-9);
      expect(Number(values["momentum"])).toBeLessThanOrEqual(0.999 + 1e-9);
      expect(["gbtree", "dart"]).toContain(values["booster"]);
      await suggestions.tell(`s${number}`, number % 3 === 0 ? undefined : Number(values["eta"]));
    }
  });
});

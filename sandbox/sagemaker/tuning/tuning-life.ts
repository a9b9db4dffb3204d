import { randomBytes } from "node:crypto";

import type { Suggestions } from "../job-runner";
import { isTerminal } from "../kinds";
import { JobLife } from "../lifecycle/job-life";
import { TrainingLife } from "../lifecycle/training-life";
import type { Workshop } from "../lifecycle/workshop";
import { arnOf, type Scope } from "../scope";

import { metCriterion, trialsWithoutGain } from "./completion";
import { type Candidate, candidatesOf } from "./definitions";
import { givenUp } from "./given-up";
import { MedianRule } from "./median-rule";
import { newTrial } from "./new-trial";
import { OneAtATime } from "./one-at-a-time";
import { parentTrials, searchOf } from "./open-search";
import { ParallelSlots } from "./parallel-slots";
import { bestTrial, tallies, type Trial, trialSummary } from "./trial-summary";
import { trialsOf } from "./trials-of";

interface Algorithm extends Candidate {
  readonly suggestions: Suggestions;
  isExhausted: boolean;
}

/** Sandbox seconds of a trial before its training begins. */
const trialOverhead = 33;

/** A tuning job: starts trials, hears their objectives, ends when a limit or criterion says so. */
export class TuningLife extends JobLife<"tuning"> {
  private readonly active = new Map<string, { readonly life: TrainingLife; readonly ended: Promise<string> }>();
  private readonly names: string[] = [];
  /** Objectives of finished trials in the order they finished. */
  private readonly values: number[] = [];
  private readonly slots = new ParallelSlots();
  /** The strategies hear one call at a time. */
  private readonly strategies = new OneAtATime();
  private readonly medianRule: MedianRule | undefined;
  private algorithms: Algorithm[] = [];
  private parents: Trial[] = [];
  private criterion: string | undefined;
  private failure: string | undefined;

  constructor(shop: Workshop, scope: Scope, name: string) {
    super(shop, "tuning", scope, name);
    const { TrainingJobEarlyStoppingType: early } = this.config;
    this.medianRule = early === "Auto" ? new MedianRule(this.goal) : undefined;
    this.stopped.signal.addEventListener("abort", () => {
      for (const { life } of this.active.values()) {
        if (this.isLeft) life.leave();
        else life.stop();
      }
    });
  }

  /** Stops one trial as somebody asked; the others go on. */
  stopTrial(name: string): void {
    this.active.get(name)?.life.stop();
  }

  protected async live(): Promise<void> {
    const { objects } = this.shop;
    const own = trialsOf(objects, this.scope, this.initial.document);
    this.parents = parentTrials(objects, this.scope, this.initial.document);
    if (this.initial.document.HyperParameterTuningJobStatus === "Stopping") this.stop();
    await this.openSearches(own.filter(({ document }) => isTerminal(document.TrainingJobStatus)));
    try {
      this.takeUp(own);
      await this.drive();
    } finally {
      await this.strategies.run(() => Promise.all(this.algorithms.map(({ suggestions }) => suggestions.close())));
    }
    if (!this.isLeft) this.end();
  }

  protected beginStopping(): void {
    this.change((document) => {
      document.HyperParameterTuningJobStatus = "Stopping";
    });
  }

  protected fail(reason: string): void {
    this.change((document) => {
      document.HyperParameterTuningJobStatus = "Failed";
      document.FailureReason = reason.slice(0, 1024);
      document.HyperParameterTuningEndTime = this.timeline.now;
    });
  }

  private get config() {
    return this.initial.document.HyperParameterTuningJobConfig;
  }

  private get goal(): "Minimize" | "Maximize" {
    return candidatesOf(this.initial.document)[0]?.objective.Type ?? "Maximize";
  }

  /** The sandbox time at which the tuning job's own run time is over. */
  private get deadline(): number {
    const { MaxRuntimeInSeconds } = this.config.ResourceLimits;
    return this.initial.document.CreationTime + (MaxRuntimeInSeconds ?? Number.POSITIVE_INFINITY);
  }

  private async openSearches(finished: readonly Trial[]): Promise<void> {
    const runner = await this.shop.runner;
    for (const candidate of candidatesOf(this.initial.document)) {
      const search = searchOf(this.initial.document, candidate, this.parents, finished);
      this.algorithms.push({
        ...candidate,
        suggestions: await runner.openSearch(search),
        isExhausted: false,
      });
    }
  }

  /** Trials of an earlier server: finished ones count, running ones run again, as SageMaker retries inside. */
  private takeUp(own: readonly Trial[]): void {
    for (const trial of own) {
      const { TrainingJobName: name, TrainingJobStatus, LastModifiedTime, CreationTime } = trial.document;
      this.names.push(name);
      if (isTerminal(TrainingJobStatus)) {
        const value = trial.trial?.objective?.Value;
        if (value !== undefined) this.values.push(value);
        this.slots.free(LastModifiedTime ?? CreationTime);
        continue;
      }
      const algorithm = this.algorithmOf(trial);
      if (algorithm !== undefined) this.follow(name, algorithm, CreationTime);
    }
    this.slots.keepLatest(this.config.ResourceLimits.MaxParallelTrainingJobs - this.active.size);
  }

  private async drive(): Promise<void> {
    this.tally();
    for (;;) {
      while (this.mayStart() && (await this.startTrial())) this.tally();
      if (this.active.size === 0) return;
      const name = await Promise.race([...this.active.values()].map(({ ended }) => ended));
      this.active.delete(name);
      if (this.isLeft) return;
      await this.settle(name);
    }
  }

  private mayStart(): boolean {
    const { MaxNumberOfTrainingJobs: most = Number.POSITIVE_INFINITY, MaxParallelTrainingJobs: parallel } =
      this.config.ResourceLimits;
    const isWanted = this.criterion === undefined && this.failure === undefined && !this.isOver();
    return isWanted && this.active.size < parallel && this.names.length < most && this.nextStart() < this.deadline;
  }

  private nextStart(): number {
    return this.slots.next(this.initial.document.CreationTime);
  }

  /** @returns whether a trial was started */
  private async startTrial(): Promise<boolean> {
    const open = this.algorithms.filter(({ isExhausted }) => !isExhausted);
    const algorithm = open[this.names.length % Math.max(open.length, 1)];
    if (algorithm === undefined) return false;
    const number = String(this.names.length + 1).padStart(3, "0");
    const name = `${this.name}-${number}-${randomBytes(4).toString("hex")}`;
    const suggestion = await this.strategies.run(() => algorithm.suggestions.suggest(name));
    if (suggestion.kind === "exhausted") {
      algorithm.isExhausted = true;
      return this.mayStart() && (await this.startTrial());
    }
    if (suggestion.kind === "wait" || !this.mayStart()) return false;
    const start = this.nextStart();
    this.slots.take(start);
    this.shop.objects.create(
      newTrial(this.scope, this.initial.document, name, algorithm, suggestion.parameters, start),
    );
    this.inheritTags(name);
    this.names.push(name);
    this.follow(name, algorithm, start);
    return true;
  }

  /** A tuning job's tags go to its trials, as AWS's do. */
  private inheritTags(trial: string): void {
    const tags = this.shop.tags.list(arnOf("tuning", this.scope, this.name));
    if (tags.length > 0) this.shop.tags.add(arnOf("training", this.scope, trial), tags);
  }

  private follow(name: string, algorithm: Algorithm, start: number): void {
    const limit =
      this.deadline === Number.POSITIVE_INFINITY ? undefined : Math.max(1, this.deadline - start - trialOverhead);
    const life: TrainingLife = new TrainingLife(this.shop, this.scope, name, {
      metric: algorithm.objective.MetricName,
      limit,
      onObjective: (value, epoch) => {
        if (this.medianRule?.isHopeless(name, value) === true) life.stop("early-stop");
        void this.strategies.run(async () => {
          if ((await algorithm.suggestions.report(name, epoch, value)) === "stop") life.stop("early-stop");
        });
      },
    });
    this.active.set(name, { life, ended: life.run().then(() => name) });
  }

  private async settle(name: string): Promise<void> {
    const trial = this.shop.objects.read("training", this.scope, name);
    const value = trial?.trial?.objective?.Value;
    const end = trial?.document.LastModifiedTime ?? this.timeline.now;
    this.slots.free(end);
    this.timeline.reach(end);
    await this.strategies.run(async () => this.algorithmOf(trial)?.suggestions.tell(name, value));
    if (value !== undefined) this.values.push(value);
    this.medianRule?.finish(name);
    this.judge();
    this.tally();
  }

  /** Looks whether the tuning job has what it wants, or will never get it. */
  private judge(): void {
    this.criterion ??= metCriterion(this.config.TuningJobCompletionCriteria ?? {}, this.goal, this.values);
    if (this.values.length === 0) this.failure ??= givenUp(this.trials());
    if (this.criterion !== undefined || this.failure !== undefined) this.cutShort();
  }

  private algorithmOf(trial: Trial | undefined): Algorithm | undefined {
    return this.algorithms.find(({ definition }) => definition.DefinitionName === trial?.trial?.definitionName);
  }

  /** Ends the trials that are still running: nothing they find is needed any more. */
  private cutShort(): void {
    for (const { life } of this.active.values()) life.stop("early-stop");
  }

  private trials(): Trial[] {
    return this.names.flatMap((name) => this.shop.objects.read("training", this.scope, name) ?? []);
  }

  private tally(): void {
    const trials = this.trials();
    const best = bestTrial(this.goal, trials);
    const isWarm = this.initial.document.WarmStartConfig?.WarmStartType === "IdenticalDataAndAlgorithm";
    const overall = isWarm ? bestTrial(this.goal, [...this.parents, ...trials]) : undefined;
    this.change((document) => {
      Object.assign(document, tallies(trials));
      if (best !== undefined) document.BestTrainingJob = trialSummary(best);
      if (overall !== undefined) document.OverallBestTrainingJob = trialSummary(overall, true);
      document.TuningJobCompletionDetails = {
        NumberOfTrainingJobsObjectiveNotImproving: trialsWithoutGain(this.goal, this.values),
        ...(this.criterion === "ConvergenceDetected" ? { ConvergenceDetectedTime: this.timeline.now } : {}),
      };
    });
  }

  private end(): void {
    const trials = this.trials();
    const hasFailed = trials.length > 0 && trials.every(({ document }) => document.TrainingJobStatus === "Failed");
    if (this.failure !== undefined || (hasFailed && this.cause === undefined)) {
      this.fail(
        this.failure ??
          "All training jobs failed. Please take a look at the training jobs failures to get more details.",
      );
      return;
    }
    this.change((document) => {
      document.HyperParameterTuningJobStatus = this.cause === "asked" ? "Stopped" : "Completed";
      document.HyperParameterTuningEndTime = this.timeline.now;
    });
  }
}

/**
 * The seam between a SageMaker job's life (statuses, clock, limits: the server's) and its work (the runner's).
 * The server gives paths on this machine for everything in S3; a runner reads and writes files and knows no S3 and no clock.
 */

/** How a runner is made. It throws one sentence when it cannot work here (no Python, say); the server then simulates. */
export type CreateJobRunner = (options: JobRunnerOptions) => Promise<JobRunner>;

export interface JobRunnerOptions {
  /** The sandbox's state folder; a runner keeps what it needs below `<home>/worker`. */
  readonly home: string;
  /** Sandbox seconds that pass in one real second; a real run takes the time it takes. */
  readonly speed: number;
  /** Tells a person what is going on, a line at a time (setting up a Python environment, say). */
  readonly notice: (line: string) => void;
}

/** Does the work of jobs. Every method returns at once; what follows comes through events and promises. */
export interface JobRunner {
  /** One line for people and for the health answer, such as "Python 3.12, xgboost 2.1" or "simulated". */
  readonly description: string;
  train(run: TrainingRun, events: TrainingEvents): WorkHandle;
  transform(run: TransformRun, events: WorkEvents): WorkHandle;
  compile(run: CompilationRun, events: WorkEvents): WorkHandle;
  /** Opens the search of one tuning job; called again with the same `history` when the server is started again. */
  openSearch(search: Search): Promise<Suggestions>;
  /** Answers one request to an endpoint; absent where the runner cannot. */
  invoke?(request: Invocation): Promise<InvocationAnswer>;
  /** Ends every process the runner started. */
  close(): Promise<void>;
}

/** Work in progress. `done` never rejects: what went wrong is an exit of `failed` with a reason. */
export interface WorkHandle {
  readonly done: Promise<WorkResult>;
  /** Asks the work to end (SIGTERM first, as SageMaker does); `done` then says `stopped`. Safe to call twice. */
  stop(): void;
  /** Sandbox seconds the work counts as, where its own length says nothing of AWS's. Other work counts as long as it takes. */
  readonly plannedSeconds?: number;
  /** Whether nothing is really done, which the job's description then says. */
  readonly isSimulated?: boolean;
}

export type WorkResult =
  /** `artefactPath` is the file written (model.tar.gz), where the run asked for it; a transform has none. */
  | { readonly exit: "completed"; readonly artefactPath?: string }
  /** Stopped on request; an artefact is there only if the work still wrote one. */
  | { readonly exit: "stopped"; readonly artefactPath?: string }
  /** `failureReason` in SageMaker's words, such as "AlgorithmError: ...", "ClientError: ...". */
  | { readonly exit: "failed"; readonly failureReason: string };

export interface WorkEvents {
  /** One line of the container's standard output or error, without the newline. */
  onLog(line: string): void;
}

export interface TrainingEvents extends WorkEvents {
  /** A metric as the algorithm reports it, e.g. "validation:auc"; `epoch` counts from 0. */
  onMetric(name: string, value: number, epoch: number): void;
}

/** A file of an S3 prefix: where it is here, and its key relative to the prefix (the file's own name for a single object). */
export interface InputFile {
  readonly path: string;
  readonly name: string;
}

export interface Channel {
  readonly name: string;
  readonly s3Uri: string;
  readonly files: readonly InputFile[];
  readonly contentType?: string;
}

/** One training job, alone or a trial of a tuning job. */
export interface TrainingRun {
  readonly jobName: string;
  readonly region: string;
  readonly image: string;
  readonly instanceType: string;
  readonly instanceCount: number;
  /** All hyper-parameters as SageMaker writes them into hyperparameters.json: strings, static and tuned together, `_tuning_objective_metric` too. */
  readonly hyperParameters: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly metricDefinitions: readonly { readonly name: string; readonly regex: string }[];
  readonly channels: readonly Channel[];
  /** Where model.tar.gz is to be written (whole or not at all; the folder may not exist yet). */
  readonly artefactPath: string;
  /** Folder kept across attempts of this job when the request has a checkpoint configuration. */
  readonly checkpointPath?: string;
  /** A folder of this run's own for the /opt/ml layout; the runner makes and removes it. */
  readonly scratchPath: string;
  /** Name of the tuning objective's metric when this is a trial. */
  readonly objectiveMetric?: string;
}

/** One batch transform job: every input file becomes `<outputFolder>/<name>.out`. */
export interface TransformRun {
  readonly jobName: string;
  readonly modelName: string;
  readonly region: string;
  readonly image: string;
  /** model.tar.gz of the model; absent when the model names none. */
  readonly modelPath?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly inputs: readonly InputFile[];
  readonly outputFolder: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly splitType: "None" | "Line" | "RecordIO" | "TFRecord";
  readonly assembleWith: "None" | "Line";
  readonly batchStrategy: "SingleRecord" | "MultiRecord";
  readonly maxPayloadInMb: number;
  readonly inputFilter?: string;
  readonly outputFilter?: string;
  readonly joinSource: "None" | "Input";
  readonly scratchPath: string;
}

/** One Neo compilation: a sandbox copies the model to `artefactPath` (`model-<target>.tar.gz`) and says that it compiled nothing. */
export interface CompilationRun {
  readonly jobName: string;
  readonly region: string;
  readonly framework: string;
  readonly frameworkVersion?: string;
  readonly dataInputConfig?: string;
  /** TargetDevice, or `<os>_<arch>[_<accelerator>]` of a TargetPlatform. */
  readonly target: string;
  readonly modelPath: string;
  readonly artefactPath: string;
  readonly scratchPath: string;
}

/** A tunable hyper-parameter; bounds are parsed numbers. */
export type SearchParameter =
  | {
      readonly kind: "integer" | "continuous";
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly scaling: Scaling;
    }
  | { readonly kind: "categorical"; readonly name: string; readonly values: readonly string[] };
type Scaling = "Auto" | "Linear" | "Logarithmic" | "ReverseLogarithmic";

/** A trial that is over: its tuned values as strings, and its objective unless it never reported one. */
export interface PastTrial {
  readonly trial: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value?: number;
}

export interface Search {
  readonly tuningJobName: string;
  readonly strategy: "Bayesian" | "Random" | "Grid" | "Hyperband";
  readonly goal: "Minimize" | "Maximize";
  readonly parameters: readonly SearchParameter[];
  readonly seed: number;
  /** How many trials this job may run in all; undefined for a grid, which ends by itself. */
  readonly maxTrials?: number;
  readonly maxParallel: number;
  /** Hyperband's least and most epochs. */
  readonly resource?: { readonly min: number; readonly max: number };
  /** Finished trials of parent jobs (warm start): knowledge, not part of this job's count. */
  readonly parents: readonly PastTrial[];
  /** This job's own finished trials when it is taken up again after a restart. */
  readonly history: readonly PastTrial[];
}

export type Suggestion =
  /** Tuned values as SageMaker writes them: strings. For Hyperband they may hold an epoch count of the strategy's choosing. */
  | { readonly kind: "trial"; readonly parameters: Readonly<Record<string, string>> }
  /** Nothing can be suggested before a running trial ends. */
  | { readonly kind: "wait" }
  | { readonly kind: "exhausted" };

/** The strategy of one tuning job. `trial` is the training job's name. Calls come one at a time. */
export interface Suggestions {
  /** The next trial's values; `trial` is the name it will run under. */
  suggest(trial: string): Promise<Suggestion>;
  /** An objective value during a trial; "stop" ends it early (Hyperband; the median rule is the server's). */
  report(trial: string, epoch: number, value: number): Promise<"continue" | "stop">;
  /** A trial is over; `value` is undefined when it never reported its objective. */
  tell(trial: string, value: number | undefined): Promise<void>;
  close(): Promise<void>;
}

export interface Invocation {
  readonly modelName: string;
  readonly image: string;
  readonly modelPath?: string;
  readonly contentType: string;
  readonly accept: string;
  readonly body: Uint8Array;
}

export interface InvocationAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

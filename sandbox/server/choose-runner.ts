import type { JobRunner, JobRunnerOptions } from "../sagemaker/job-runner";
import { SimulatedRunner } from "../sagemaker/simulated/simulated-runner";
import { createRunner } from "../worker";

/** The runner that works for real where this machine can; else the simulated one, with the reason said. */
export async function chooseRunner(options: JobRunnerOptions): Promise<JobRunner> {
  try {
    return await createRunner(options);
  } catch (error) {
    options.notice(`${error instanceof Error ? error.message : String(error)} Jobs are simulated: nothing is trained.`);
    return new SimulatedRunner(options);
  }
}

import { availableParallelism } from "node:os";

import type { CreateJobRunner } from "../sagemaker/job-runner";
import { SimulatedRunner } from "../sagemaker/simulated/simulated-runner";
import { ensureWorker } from "./environment";
import { PythonRunner } from "./python-runner";
import { Zygote } from "./zygote";

export { ensureWorker } from "./environment";
export { WorkerUnavailable } from "./find-python";

/**
 * A runner that does jobs for real in Python, whose environment is made first if need be.
 * Throws {@link WorkerUnavailable}, one sentence, where no Python can be had; the server then simulates.
 */
export const createRunner: CreateJobRunner = async ({ speed, notice }) => {
  const worker = await ensureWorker({ progress: { say: notice, update: notice } });
  // Two trials at a time share the machine.
  const threads = Math.max(1, Math.floor(availableParallelism() / 2));
  const zygote = new Zygote(worker.python, threads);
  const versions = await zygote.ready();
  return new PythonRunner(zygote, versions, { threads, simulated: new SimulatedRunner({ speed }), notice });
};

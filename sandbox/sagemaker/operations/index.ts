import type { Operation } from "./call";
import { createTrainingJob } from "./create-training-job";
import { deleteJob } from "./delete";
import { describe } from "./describe";
import { list } from "./list";
import { stop } from "./stop";

/** Every operation the sandbox carries out, by its name in AWS's API model. */
export const operations: Readonly<Record<string, Operation>> = {
  CreateTrainingJob: createTrainingJob,
  DescribeTrainingJob: describe("training"),
  StopTrainingJob: stop("training"),
  DeleteTrainingJob: deleteJob("training"),
  ListTrainingJobs: list("training"),
};

import type { Operation } from "./call";
import { createCompilationJob, createProcessingJob, createTransformJob } from "./create-jobs";
import { createTrainingJob } from "./create-training-job";
import { createHyperParameterTuningJob } from "./create-tuning-job";
import { deleteJob, deleteObject } from "./delete";
import { describe } from "./describe";
import {
  createEndpoint,
  createEndpointConfig,
  createModel,
  deleteEndpoint,
  deleteEndpointConfig,
  updateEndpoint,
  updateEndpointWeightsAndCapacities,
} from "./hosting";
import { list } from "./list";
import { listTrials } from "./list-trials";
import { stop } from "./stop";
import { addTags, deleteTags, listTags } from "./tags";
import { updateTrainingJob } from "./update-training-job";

/** Every operation the sandbox carries out, by its name in AWS's API model. */
export const operations: Readonly<Record<string, Operation>> = {
  CreateTrainingJob: createTrainingJob,
  DescribeTrainingJob: describe("training"),
  UpdateTrainingJob: updateTrainingJob,
  StopTrainingJob: stop("training"),
  DeleteTrainingJob: deleteJob("training"),
  ListTrainingJobs: list("training"),

  CreateHyperParameterTuningJob: createHyperParameterTuningJob,
  DescribeHyperParameterTuningJob: describe("tuning"),
  StopHyperParameterTuningJob: stop("tuning"),
  DeleteHyperParameterTuningJob: deleteJob("tuning"),
  ListHyperParameterTuningJobs: list("tuning"),
  ListTrainingJobsForHyperParameterTuningJob: listTrials,

  CreateCompilationJob: createCompilationJob,
  DescribeCompilationJob: describe("compilation"),
  StopCompilationJob: stop("compilation"),
  DeleteCompilationJob: deleteJob("compilation"),
  ListCompilationJobs: list("compilation"),

  CreateTransformJob: createTransformJob,
  DescribeTransformJob: describe("transform"),
  StopTransformJob: stop("transform"),
  ListTransformJobs: list("transform"),

  CreateProcessingJob: createProcessingJob,
  DescribeProcessingJob: describe("processing"),
  StopProcessingJob: stop("processing"),
  DeleteProcessingJob: deleteJob("processing"),
  ListProcessingJobs: list("processing"),

  CreateModel: createModel,
  DescribeModel: describe("model"),
  DeleteModel: deleteObject("model"),
  ListModels: list("model"),

  CreateEndpointConfig: createEndpointConfig,
  DescribeEndpointConfig: describe("endpoint-config"),
  DeleteEndpointConfig: deleteEndpointConfig,
  ListEndpointConfigs: list("endpoint-config"),

  CreateEndpoint: createEndpoint,
  DescribeEndpoint: describe("endpoint"),
  UpdateEndpoint: updateEndpoint,
  UpdateEndpointWeightsAndCapacities: updateEndpointWeightsAndCapacities,
  DeleteEndpoint: deleteEndpoint,
  ListEndpoints: list("endpoint"),

  AddTags: addTags,
  ListTags: listTags,
  DeleteTags: deleteTags,
};

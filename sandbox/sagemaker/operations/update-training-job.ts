import type { UpdateTrainingJobRequest } from "@aws-sdk/client-sagemaker";

import { validationException } from "../aws-error";
import { isTerminal } from "../kinds";
import { arnOf } from "../scope";
import type { Wire } from "../wire";

import type { Operation } from "./call";
import { found } from "./describe";

/** UpdateTrainingJob: the keep-alive of its warm pool, its profiler and its remote debugging. */
export const updateTrainingJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<UpdateTrainingJobRequest>;
  const { document } = found(desk, "training", scope, asked.TrainingJobName);
  const { ResourceConfig, ProfilerConfig, ProfilerRuleConfigurations, RemoteDebugConfig } = asked;
  const isOver = isTerminal(document.TrainingJobStatus);
  if (isOver && document.WarmPoolStatus?.Status !== "Available") {
    throw validationException(
      `The request was rejected because the training job is in status ${document.TrainingJobStatus}.`,
    );
  }
  desk.shop.objects.update("training", scope, asked.TrainingJobName, ({ document: changed }) => {
    if (ResourceConfig !== undefined) changed.ResourceConfig = { ...changed.ResourceConfig, ...ResourceConfig };
    if (ResourceConfig?.KeepAlivePeriodInSeconds === 0 && changed.WarmPoolStatus !== undefined)
      changed.WarmPoolStatus.Status = "Terminated";
    if (ProfilerConfig !== undefined) changed.ProfilerConfig = { ...changed.ProfilerConfig, ...ProfilerConfig };
    if (ProfilerRuleConfigurations !== undefined) changed.ProfilerRuleConfigurations = ProfilerRuleConfigurations;
    if (RemoteDebugConfig !== undefined) changed.RemoteDebugConfig = RemoteDebugConfig;
  });
  return { TrainingJobArn: arnOf("training", scope, asked.TrainingJobName) };
};

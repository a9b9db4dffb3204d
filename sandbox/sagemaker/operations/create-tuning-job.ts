import type { CreateHyperParameterTuningJobRequest } from "@aws-sdk/client-sagemaker";

import { arnOf } from "../scope";
import { tallies } from "../tuning/trial-summary";
import type { Wire } from "../wire";

import type { Operation } from "./call";
import { creationTime, storeNew, withoutTags } from "./store-new";

export const createHyperParameterTuningJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateHyperParameterTuningJobRequest>;
  const now = creationTime();
  const document = {
    ...withoutTags(asked),
    HyperParameterTuningJobArn: arnOf("tuning", scope, asked.HyperParameterTuningJobName),
    HyperParameterTuningJobStatus: "InProgress" as const,
    ...tallies([]),
    CreationTime: now,
    LastModifiedTime: now,
  };
  const HyperParameterTuningJobArn = storeNew(desk, { kind: "tuning", scope, document }, asked.Tags);
  desk.running.start("tuning", scope, asked.HyperParameterTuningJobName);
  return { HyperParameterTuningJobArn };
};

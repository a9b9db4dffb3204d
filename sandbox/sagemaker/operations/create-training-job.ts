import type { CreateTrainingJobRequest } from "@aws-sdk/client-sagemaker";

import { arnOf } from "../scope";
import type { Wire } from "../wire";

import type { Operation } from "./call";
import { creationTime, storeNew, withoutTags } from "./store-new";

export const createTrainingJob: Operation = ({ desk, scope, request }) => {
  const asked = request as Wire<CreateTrainingJobRequest>;
  const now = creationTime();
  const name = asked.TrainingJobName;
  const document = {
    ...withoutTags(asked),
    TrainingJobArn: arnOf("training", scope, name),
    TrainingJobStatus: "InProgress" as const,
    SecondaryStatus: "Starting" as const,
    StoppingCondition: asked.StoppingCondition ?? { MaxRuntimeInSeconds: 86_400 },
    EnableNetworkIsolation: asked.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: asked.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: asked.EnableManagedSpotTraining ?? false,
    CreationTime: now,
    LastModifiedTime: now,
  };
  const TrainingJobArn = storeNew(desk, { kind: "training", scope, document }, asked.Tags);
  desk.running.start("training", scope, name);
  return { TrainingJobArn };
};

import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Channel, TrainingRun } from "../sagemaker/job-runner";

/** Lays out /opt/ml as a training container finds it ("Run your training container", SageMaker AI Developer Guide). */
export function layOutOptMl(run: TrainingRun): void {
  const root = run.scratchPath;
  rmSync(root, { recursive: true, force: true });
  for (const folder of ["input/config", "input/data", "model", "output/data"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const configuration = (name: string, value: unknown): void => {
    writeFileSync(join(root, "input", "config", name), JSON.stringify(value, undefined, 2));
  };
  configuration("hyperparameters.json", run.hyperParameters);
  configuration("inputdataconfig.json", Object.fromEntries(run.channels.map((one) => [one.name, channelEntry(one)])));
  configuration("resourceconfig.json", {
    current_host: "algo-1",
    current_instance_type: run.instanceType,
    hosts: Array.from({ length: run.instanceCount }, (_, index) => `algo-${index + 1}`),
    network_interface_name: "lo",
  });
  for (const channel of run.channels) linkChannel(root, channel);
  if (run.checkpointPath !== undefined) {
    mkdirSync(run.checkpointPath, { recursive: true });
    symlinkSync(run.checkpointPath, join(root, "checkpoints"));
  }
}

function channelEntry({ contentType }: Channel): object {
  return {
    TrainingInputMode: "File",
    S3DistributionType: "FullyReplicated",
    RecordWrapperType: "None",
    ...(contentType !== undefined && { ContentType: contentType }),
  };
}

function linkChannel(root: string, channel: Channel): void {
  const folder = join(root, "input", "data", channel.name);
  mkdirSync(folder, { recursive: true });
  for (const { path, name } of channel.files) {
    const target = join(folder, ...name.split("/").filter((part) => part !== "" && part !== ".."));
    mkdirSync(dirname(target), { recursive: true });
    link(path, target);
  }
}

/** A link where the file system has them: the data is read once and never changed. */
function link(path: string, target: string): void {
  try {
    symlinkSync(path, target);
  } catch {
    cpSync(path, target);
  }
}

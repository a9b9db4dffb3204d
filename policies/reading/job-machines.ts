import { countAt, type Fields, partAt, partsAt, textAt } from "./request-fields";

/** Machines of one type that a job runs on. */
export interface JobMachines {
  readonly instanceType: string;
  readonly instanceCount: number;
}

/** The machines that a job's request or a trial's definition asks for together; of alternatives, the first. */
export function jobMachines(request: Fields | undefined): readonly JobMachines[] {
  const resources = parts.map((path) => partAt(request, ...path)).find((part) => part !== undefined);
  const groups = partsAt(resources, "InstanceGroups");
  const [alternative] = partsAt(resources, "InstanceConfigs");
  return (groups.length > 0 ? groups : [alternative ?? resources]).flatMap((part) => {
    const instanceType = textAt(part, "InstanceType");
    return instanceType === undefined ? [] : [{ instanceType, instanceCount: countAt(part, "InstanceCount") ?? 1 }];
  });
}

const parts = [
  ["ResourceConfig"],
  ["HyperParameterTuningResourceConfig"],
  ["TransformResources"],
  ["ProcessingResources", "ClusterConfig"],
];

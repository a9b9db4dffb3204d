import { gigabytes } from "../../../carbon/index";
import { idleStopLackOf } from "../../reading/idle-stop-script";
import type { JudgedResource } from "../../reading/job-requests";
import { countAt, partAt, textAt } from "../../reading/request-fields";
import { volumeSizeAt } from "../../reading/sizes";
import { footprints } from "./footprints";
import type { PieceParts, StackResource } from "./piece-of-work";

/** A notebook instance; one that stops itself when idle depends on its people. */
export function notebookWork(notebook: StackResource, resources: readonly JudgedResource[]): readonly PieceParts[] {
  const instanceType = textAt(notebook.props, "InstanceType");
  const volume = volumeSizeAt(notebook.props);
  return [
    {
      what: `the notebook ${notebook.name}`,
      instanceTypes: [instanceType],
      rhythm: stopsItself(notebook, resources) ? "use" : "month",
      footprintIn: (region) =>
        instanceType === undefined
          ? undefined
          : footprints.notebookMonth({
              region,
              instanceType,
              hoursPerMonth: undefined,
              ...(volume === undefined ? {} : { volumeGigabytes: gigabytes(volume) }),
            }),
    },
  ];
}

function stopsItself({ props }: JudgedResource, resources: readonly JudgedResource[]): boolean {
  const configuration = textAt(props, "LifecycleConfigName");
  if (configuration === undefined) return false;
  const found = resources.find(
    ({ type, ...one }) =>
      type === "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration" &&
      textAt(one.props, "Name") === configuration,
  );
  return found !== undefined && idleStopLackOf(found.props, configuration) === undefined;
}

/** An app of Studio; the free machine of Jupyter's own server takes nothing of the owner's. */
export function appWork({ name, props }: StackResource): readonly PieceParts[] {
  const instanceType = textAt(partAt(props, "ResourceSpec"), "InstanceType");
  if (instanceType === undefined || instanceType === "system") return [];
  return [
    {
      what: `the app ${name}`,
      instanceTypes: [instanceType],
      footprintIn: (region) => footprints.notebookMonth({ region, instanceType, hoursPerMonth: undefined }),
    },
  ];
}

/** A machine of EC2, which nothing stops by itself. */
export function ec2Work({ name, props }: StackResource): readonly PieceParts[] {
  const instanceType = textAt(props, "InstanceType");
  if (instanceType === undefined) return [];
  return [
    {
      what: `the EC2 instance ${name}`,
      instanceTypes: [instanceType],
      footprintIn: (region) => footprints.ec2Month({ region, instanceType, hoursPerMonth: undefined }),
    },
  ];
}

/** A volume of its own, which is paid for by its size. */
export function volumeWork({ name, props }: StackResource): readonly PieceParts[] {
  const size = countAt(props, "Size");
  const kind = ["st1", "sc1", "standard"].includes(textAt(props, "Type") ?? "") ? "ebs-hdd" : "ebs-ssd";
  return [
    {
      what: `the volume ${name}`,
      footprintIn: (region) =>
        size === undefined ? undefined : footprints.storageMonth({ region, kind, gigabytes: gigabytes(size) }),
    },
  ];
}

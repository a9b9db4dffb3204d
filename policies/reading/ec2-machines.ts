import type { JudgedResource } from "./job-requests";
import { type Fields, partAt, textAt, textsAt } from "./request-fields";

/** A machine of EC2 that a resource asks for. */
export interface Ec2Machine {
  /** A type, "p3.2xlarge", or a family of types, "p3". */
  readonly instanceType: string;
  /** The machine's place in a sentence: "the instance". */
  readonly what: string;
}

/** Where the machines of a resource of EC2, Batch or EKS are named, and what they are called. */
const places: ReadonlyMap<string, readonly [what: string, fieldsOf: (props: Fields) => Fields | undefined]> = new Map([
  ["aws:ec2/instance:Instance", ["the instance", (props) => props]],
  ["aws:ec2/launchTemplate:LaunchTemplate", ["each instance of the template", (props) => props]],
  ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", ["the spot instance", (props) => props]],
  ["aws:eks/nodeGroup:NodeGroup", ["each node of the group", (props) => props]],
  [
    "aws:batch/computeEnvironment:ComputeEnvironment",
    ["each machine of the environment", (props) => partAt(props, "ComputeResources")],
  ],
]);

/** The machines of EC2 that a resource asks for by their types; none for a resource of another kind. */
export function ec2Machines({ type, props }: JudgedResource): readonly Ec2Machine[] {
  const [what, fieldsOf] = places.get(type) ?? [];
  if (what === undefined || fieldsOf === undefined) return [];
  const fields = fieldsOf(props);
  const single = textAt(fields, "InstanceType");
  const types = [...(single === undefined ? [] : [single]), ...textsAt(fields, "InstanceTypes")];
  return types.map((instanceType) => ({ instanceType, what }));
}

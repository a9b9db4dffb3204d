import type { Given } from "./judge";
import { configuration, notebook } from "./resources";

const registry = "662702820516.dkr.ecr.eu-north-1.amazonaws.com";

/** Machines and images that do not fit their work, with a fault for each rule on that. */
export const unfitMachines: readonly Given[] = [
  configuration({ modelName: "trees", instanceType: "ml.g5.xlarge" }, { name: "trees" }),
  {
    type: "aws:sagemaker/model:Model",
    props: { name: "trees", primaryContainer: { image: `${registry}/sagemaker-scikit-learn:1.2-1-cpu-py3` } },
  },
  notebook({ platformIdentifier: "notebook-al1-v1" }),
];

/** Repositories, addresses and gateways, which the sandbox does not serve, with a fault for each rule on them. */
export const unservedFaults: readonly Given[] = [
  { type: "aws:ecr/repository:Repository", props: { name: "churn" } },
  { type: "aws:ec2/eip:Eip", props: { domain: "vpc", allocationId: "eipalloc-1" } },
];

/** The rules that only find something in what the sandbox does not serve, so that no stack of ours can hold their fault. */
export const unservedRules: readonly string[] = ["ecr-lifecycle", "idle-network"];

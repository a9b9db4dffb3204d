import type { Given } from "./judge";
import { configuration } from "./resources";

const registry = "662702820516.dkr.ecr.eu-north-1.amazonaws.com";

/** Machines and images that do not fit their work, with a fault for each rule on that. */
export const unfitMachines: readonly Given[] = [
  configuration({ modelName: "trees", instanceType: "ml.g5.xlarge" }, { name: "trees" }),
  {
    type: "aws:sagemaker/model:Model",
    props: { name: "trees", primaryContainer: { image: `${registry}/sagemaker-scikit-learn:1.2-1-cpu-py3` } },
  },
];

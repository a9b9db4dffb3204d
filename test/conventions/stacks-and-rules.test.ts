import { join } from "node:path";
import { recordsInFile } from "../../policies/configuration/evidence-file";
import { rules } from "../../policies/registry";
import { tabular } from "../../stacks/tabular/tabular";
import { wasteful } from "../../stacks/wasteful/wasteful";
import { evidence } from "../policies/support/evidence";
import { judge } from "../policies/support/judge";
import { deployMocked, type MockedCloud } from "../support/mock-cloud";

// Evidence grows old; the stacks are judged as on the day of the catalogue.

const cloud: MockedCloud = {
  outputs: {
    // Rules join a model to its training by address, so the best model has to lie where the search writes.
    "greenml:jobs:HyperParameterTuningJobCompletion": {
      modelArtifacts: "s3://strikes-bucket-1a2b3c4/strikes/output/strikes-003/output/model.tar.gz",
    },
  },
  functions: {
    "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage": () => ({
      registryPath: "1.dkr.ecr.example/xgboost:1",
    }),
  },
};

/** What the pack says about a stack: each rule that finds something, with its findings. */
async function findings(program: () => unknown): Promise<Record<string, readonly string[]>> {
  const { created } = await deployMocked(program, cloud);
  await quiet(created);
  const resources = created.map(({ type, name, inputs }) => ({
    type,
    name,
    props: { ...given(type, name), ...inputs },
  }));
  const held = evidence(...recordsInFile(join(__dirname, "../../greenml.evidence.json")));
  const judging = rules.map(async (rule) => [rule.name, await judge(rule, [...resources, held])] as const);
  const judged = await Promise.all(judging);
  return Object.fromEntries(judged.filter(([, messages]) => messages.length > 0));
}

/** The name that the mocked cloud gives a bucket is an output; rules join by it. */
function given(type: string, name: string): Record<string, unknown> {
  return type === "aws:s3/bucket:Bucket" ? { bucket: `${name}-1a2b3c4` } : {};
}

/** The stacks upload files: what waits for one is registered only after its bytes were read. */
async function quiet(created: readonly unknown[]): Promise<void> {
  for (let seen = -1; seen !== created.length;) {
    seen = created.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

it("finds nothing in stacks/tabular", async () => {
  expect(await findings(tabular)).toEqual({});
});

it("finds something with every rule in stacks/wasteful", async () => {
  expect(Object.keys(await findings(wasteful))).toEqual(rules.map(({ name }) => name));
});

import { rules } from "../../policies/registry";
import { tabular } from "../../stacks/tabular/tabular";
import { wasteful } from "../../stacks/wasteful/wasteful";
import { judge } from "../policies/support/judge";
import { deployMocked, type MockedCloud } from "../support/mock-cloud";

const cloud: MockedCloud = {
  functions: {
    "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage": () => ({ registryPath: "1.dkr.ecr.example/xgboost:1" }),
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
  const judged = await Promise.all(rules.map(async (rule) => [rule.name, await judge(rule, resources)] as const));
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

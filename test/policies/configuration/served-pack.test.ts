import { DEFAULT_PACK_SETTINGS } from "../../../policies/configuration/pack-settings";
import { judgingRules } from "../../../policies/configuration/served-pack";
import { judgeAlone, type Given, unknownStringValue } from "../support/judge";
import { pipeline } from "../support/resources";

const machines = { ResourceConfig: { InstanceType: "ml.p2.xlarge", InstanceCount: 1 } };
const written = pipeline([{ Name: "Train", Type: "Training", Arguments: machines, CacheConfig: { Enabled: true } }]);
const native: Given = { type: "aws-native:sagemaker:Pipeline", props: { pipelineDefinition: {} } };
const nativeProcessing: Given = {
  type: "aws-native:sagemaker:NotebookInstance",
  props: { instanceType: "ml.p2.xlarge" },
};
const unread: Given = { ...written, props: { ...written.props, pipelineDefinition: unknownStringValue } };

async function says(name: string, given: Given | readonly Given[], pipelines: "on" | "off"): Promise<unknown[]> {
  const rules = judgingRules({ ...DEFAULT_PACK_SETTINGS, topics: { pipelines } }, []);
  return judgeAlone(
    rules.find((rule) => rule.name === name)!,
    given,
  );
}

describe("topic pipelines", () => {
  it.each(["instance-generation-floor", "stack-region-consistency", "training-runtime-cap"])(
    "put off keeps %s from what is written down",
    async (name) => {
      expect(await says(name, [written, native, unread], "off")).toEqual([]);
    },
  );

  it("has definitions judged unless it is put off", async () => {
    expect(await says("instance-generation-floor", written, "on")).toHaveLength(1);
    expect(await says("instance-generation-floor", unread, "on")).toHaveLength(1);
  });

  it("leaves resources of other providers to be judged", async () => {
    expect(await says("instance-generation-floor", nativeProcessing, "off")).toHaveLength(1);
    expect(await says("notebook-idle-stop", nativeProcessing, "off")).toHaveLength(1);
  });
});

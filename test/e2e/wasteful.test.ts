import { startTestSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(300_000);

describe("the wasteful stack under the real engine", () => {
  let sandbox: TestSandbox;
  beforeAll(() => {
    sandbox = startTestSandbox(600);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
  });

  it("is refused by every rule of the pack, and nothing is created", async () => {
    await sandbox.pulumi(["stack", "init", "wasteful"]);
    const { code, output } = await sandbox.startPulumi(["up", "--yes", "--policy-pack", "policies"]).finished;
    expect(code).not.toBe(0);
    for (const rule of [
      "endpoint-always-on",
      "instance-generation-floor",
      "log-retention",
      "region-intensity-ceiling",
      "training-runtime-cap",
      "training-spot-with-checkpoints",
      "tuning-stops-early",
      "tuning-strategy",
    ]) {
      expect(output).toContain(rule);
    }
    expect(sandbox.awsResources()).toEqual([]);
  });
});

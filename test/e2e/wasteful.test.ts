import { rules } from "../../policies/registry";
import { unservedRules } from "../policies/support/planted-unfit";
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

  it("is refused by every rule of the pack on what the sandbox serves, and nothing is created", async () => {
    await sandbox.pulumi(["stack", "init", "wasteful"]);
    const { code, output } = await sandbox.startPulumi(["up", "--yes", "--policy-pack", "policies"]).finished;
    expect(code).not.toBe(0);
    for (const { name } of rules.filter((rule) => !unservedRules.includes(rule.name))) {
      expect(output).toContain(name);
    }
    expect(sandbox.awsResources()).toEqual([]);
  });
});

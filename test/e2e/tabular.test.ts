import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../support/command";
import { root, startTestSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(300_000);

describe("the tabular stack under the real engine", () => {
  let sandbox: TestSandbox;
  beforeAll(() => {
    sandbox = startTestSandbox(600);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
  });

  it("creates nothing in a preview", async () => {
    await sandbox.pulumi(["stack", "init", "tabular"]);
    const output = await sandbox.pulumi(["preview", "--policy-pack", "policies"]);
    expect(output).toContain("greenml:training:TunedTraining");
    expect(sandbox.awsResources()).toEqual([]);
    expect(jobs(sandbox)).toEqual([]);
  });

  it("comes up with the policy pack, and a trained model reaches a useful AUC", async () => {
    await sandbox.pulumi(["up", "--yes", "--policy-pack", "policies"]);
    const outputs = JSON.parse(await sandbox.pulumi(["stack", "output", "--json"])) as {
      region: string;
      best: { value: number };
      placements: Record<string, { reasons: string[] }>;
    };
    expect(outputs.region).toBe("eu-north-1");
    expect(outputs.best.value).toBeGreaterThan(0.75);
    expect(outputs.best.value).toBeLessThan(1);
    expect(outputs.placements["training"]?.reasons[0]).toContain("likely to emit least of 4 regions");
  });

  it("gives the policy pack nothing to find, even at preset strict", async () => {
    const [state, settings] = ["tabular.json", "strict.json"].map((file) => join(sandbox.home, file)) as [
      string,
      string,
    ];
    await sandbox.pulumi(["stack", "export", "--file", state]);
    writeFileSync(settings, JSON.stringify({ preset: "strict" }));
    const output = await run("pulumi", ["policy", "analyze", "--file", state, "--policy-pack", "policies", "--json"], {
      cwd: root,
      env: { ...sandbox.env, GREENML_POLICIES: settings },
    });
    expect(output).toContain('"result":"succeeded"');
    expect(output.split("\n").filter((line) => line.includes("policyEvent"))).toEqual([]);
  });

  it("changes nothing when it is run again", async () => {
    await expect(sandbox.pulumi(["up", "--yes", "--expect-no-changes", "--skip-preview"])).resolves.toContain(
      "unchanged",
    );
  });

  it("updates what changed and leaves the trained model alone", async () => {
    const before = jobs(sandbox);
    await sandbox.pulumi(["config", "set", "batchHour", "3"]);
    const output = await sandbox.pulumi(["up", "--yes", "--skip-preview"]);
    expect(output).toMatch(/aws:scheduler:Schedule .*updated/);
    expect(jobs(sandbox)).toEqual(before);
  });

  it("leaves nothing behind after destroy", async () => {
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview"]);
    await sandbox.pulumi(["stack", "rm", "tabular", "--yes"]);
    expect(sandbox.awsResources()).toEqual([]);
    // AWS keeps the records of trials and has no call to delete transform jobs; neither costs anything.
    expect(jobs(sandbox).filter((job) => !/(^tags|\/training|\/transform)\//.test(job))).toEqual([]);
    expect(statuses(sandbox).filter((status) => !["Completed", "Stopped"].includes(status))).toEqual([]);
  });
});

/** Every status in the records of jobs that are left. */
function statuses(sandbox: TestSandbox): string[] {
  const texts = jobs(sandbox).map((path) => readFileSync(join(sandbox.home, "sagemaker", path), "utf8"));
  return texts.flatMap((text) =>
    [...text.matchAll(/"(?:Training|Transform)JobStatus":\s*"(\w+)"/g)].map(([, word]) => word ?? ""),
  );
}

/** Records of jobs that the sandbox's SageMaker holds; transform jobs have no delete call in AWS. */
function jobs(sandbox: TestSandbox): string[] {
  try {
    return readdirSync(join(sandbox.home, "sagemaker"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

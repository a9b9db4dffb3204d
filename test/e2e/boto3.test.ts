import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { run } from "../support/command";
import { startTestSandbox, type TestSandbox } from "../support/sandbox";

const BOTO3 = "1.44.5";

interface Refusal {
  readonly code: string;
  readonly message: string;
}
interface Report {
  readonly arn: string;
  readonly statuses: string[];
  readonly failureReason: string | null;
  readonly transitions: string[];
  readonly artefacts: string[];
  readonly stopped: string;
  readonly badName: Refusal;
  readonly badEnum: Refusal;
  readonly missing: Refusal;
  readonly spotWithoutWait: Refusal;
  readonly taken: Refusal;
}

describe("an unmodified Python client against the sandbox", () => {
  let sandbox: TestSandbox;
  let report: Report;
  beforeAll(async () => {
    sandbox = startTestSandbox(600);
    const python = await pythonWithBoto3();
    const output = await run(python, [join(__dirname, "boto3_client.py")], { cwd: sandbox.home, env: sandbox.env });
    report = JSON.parse(output.slice(output.indexOf("{"))) as Report;
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
  });

  it("creates a training job and follows it to the end, through AWS's own states", () => {
    expect(report.arn).toBe("arn:aws:sagemaker:eu-north-1:123456789012:training-job/from-python");
    expect(report.failureReason).toBeNull();
    expect(report.statuses).toEqual(["InProgress", "Completed"]);
    expect(report.transitions).toEqual(["Starting", "Downloading", "Training", "Uploading", "Completed"]);
    expect(report.artefacts).toEqual(["models/from-python/output/model.tar.gz"]);
  });

  it("stops a training job", () => {
    expect(report.stopped).toBe("Stopped");
  });

  it("is refused in AWS's words", () => {
    expect(report.badName.code).toBe("ValidationException");
    expect(report.badName.message).toMatch(
      /^1 validation error detected: Value 'not a name!!' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    );
    expect(report.badEnum.message).toMatch(
      /^1 validation error detected: Value 'ml\.m5\.huge' at 'resourceConfig\.instanceType' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    );
    expect(report.missing.message).toContain(
      "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    );
    expect(report.spotWithoutWait.code).toBe("ValidationException");
    expect(report.spotWithoutWait.message).toContain("MaxWaitTimeInSeconds");
    expect(report.taken.code).toBe("ResourceInUse");
  });
});

/** An interpreter with boto3, in an environment of its own that later runs use again. */
async function pythonWithBoto3(): Promise<string> {
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "greenml", "test", `boto3-${BOTO3}`);
  const python = join(folder, "bin", "python");
  const options = { cwd: __dirname, env: process.env };
  if (!existsSync(join(folder, "complete"))) {
    await run("python3", ["-m", "venv", "--clear", folder], options);
    await run(python, ["-m", "pip", "install", "--quiet", `boto3==${BOTO3}`], options);
    await run("touch", [join(folder, "complete")], options);
  }
  return python;
}

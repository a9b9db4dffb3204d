import { rules } from "../../policies/registry";
import { startTestSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(300_000);

const names = rules.map(({ name }) => name);
/** What an address is associated with is AWS's answer: a preview that creates it knows nothing of it yet. */
const KNOWN_ONCE_MADE = "idle-network";

/** The head of one report of the engine: `- [mandatory] [severity: low]  log-retention  (aws:cloudwatch:LogGroup: logs)`. */
const REPORT = /^ +- \[\w+\].*? {2}([a-z-]+) {2}\(/;
/** What a report says of a rule that could not judge. */
const NO_FINDING = /^ +(can't run policy|Cannot judge )/m;

/** The rules that have found something, alphabetically; what a rule says that it cannot judge is no finding. */
function rulesThatFind(output: string): string[] {
  const reports: { rule: string; says: string[] }[] = [];
  for (const line of output.split("\n")) {
    const [, rule] = REPORT.exec(line) ?? [];
    if (rule !== undefined) reports.push({ rule, says: [] });
    else reports.at(-1)?.says.push(line);
  }
  const found = reports.filter(({ says }) => !NO_FINDING.test(says.slice(0, 2).join("\n")));
  return [...new Set(found.map(({ rule }) => rule))].sort();
}

it("tells a finding from what could not be judged", () => {
  const report = (rule: string, ...says: string[]) =>
    [
      `        - [advisory] [severity: low]  ${rule}  (aws:s3:Bucket: data)`,
      ...says.map((one) => `          ${one}`),
    ].join("\n");
  const output = [
    report(
      "run-data-expiry",
      "can't run policy 'run-data-expiry' from policy pack 'greenml@v0.1.0' during preview: ...",
    ),
    report("volume-size", "A volume is about as large as what is put on it.", "Cannot judge before a run because ..."),
    report(
      "log-retention",
      "Log groups delete their events after an agreed time.",
      "Expected retentionInDays, got none.",
    ),
  ];
  expect(rulesThatFind(output.join("\n"))).toEqual(["log-retention"]);
});

describe("the wasteful stack under the real engine", () => {
  let sandbox: TestSandbox;
  beforeAll(() => {
    sandbox = startTestSandbox(600);
  }, 900_000);
  afterAll(() => {
    sandbox.stop();
  });

  it("is refused by every rule that can judge before AWS has answered, and nothing is created", async () => {
    await sandbox.pulumi(["stack", "init", "wasteful"]);
    const { code, output } = await sandbox.startPulumi(["up", "--yes", "--policy-pack", "policies"]).finished;
    expect(code).not.toBe(0);
    expect(rulesThatFind(output)).toEqual(names.filter((name) => name !== KNOWN_ONCE_MADE));
    expect(sandbox.awsResources()).toEqual([]);
  });

  it("comes up without the pack, and is then refused by every rule", async () => {
    await sandbox.pulumi(["up", "--yes", "--skip-preview"]);
    const { code, output } = await sandbox.startPulumi(["preview", "--policy-pack", "policies"]).finished;
    expect(code).not.toBe(0);
    expect(rulesThatFind(output)).toEqual(names);
  });
});

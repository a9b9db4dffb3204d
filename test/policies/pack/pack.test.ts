import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  type AnalyzerInfo,
  AnalyzeRequest,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { rules } from "../../../policies/registry";
import { record } from "../support/evidence";
import { type Given, unknownNumberValue } from "../support/judge";
import { bucketLifecycleConfiguration, configuration, logGroup as untagged, training } from "../support/resources";

const folder = join(__dirname, "../../../policies");
const alwaysOn = 'Cannot scale to zero because variant "primary" holds 1 x ml.m6i.large; a month: ';
const forEver = "Expected retentionInDays of 1 to 30, got none: events stay for ever; ";

/** A log group that lacks nothing but what a test says. */
const logGroup = (props: Given["props"] = {}) =>
  untagged({ tags: { owner: "ml@example.com", project: "churn" }, ...props });

let server: ChildProcess;
let client: AnalyzerClient;

const start = async (environment: Readonly<Record<string, string>>) => {
  // Nothing listens at the engine's address: a pack needs none to judge.
  server = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", folder], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  client = new AnalyzerClient(`127.0.0.1:${await portOf(server)}`, credentials.createInsecure());
};

beforeEach(() => start({}), 30_000);

afterEach(() => {
  client.close();
  server.kill();
});

it("lists every rule with its schema", async () => {
  const info = await call<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
  expect(info.getName()).toBe("greenml");
  const served = info.getPoliciesList().map((policy) => ({
    name: policy.getName(),
    settings: Object.keys(policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}).sort(),
    url: policy.getUrl(),
  }));
  expect(served).toEqual(
    rules.map(({ name, configSchema, url }) => ({
      name,
      settings: Object.keys(configSchema?.properties ?? {}).sort(),
      url: pathToFileURL(join(folder, "..", url ?? "")).href,
    })),
  );
});

it("judges resources without having been configured", async () => {
  expect(await analyze(logGroup())).toEqual([
    { rule: "log-retention", level: EnforcementLevel.MANDATORY, says: expect.stringContaining(forEver) as string },
  ]);
  expect(await analyze(logGroup({ retentionInDays: 14 }))).toEqual([]);
});

it("judges by the settings it was configured with", async () => {
  await configure("log-retention", { maxDays: 7 }, EnforcementLevel.ADVISORY);
  expect(await analyze(logGroup({ retentionInDays: 14 }))).toEqual([
    {
      rule: "log-retention",
      level: EnforcementLevel.ADVISORY,
      says: expect.stringContaining("Too long: retentionInDays 14, maximum 7; ") as string,
    },
  ]);
});

it("judges nothing by a rule that is disabled", async () => {
  await configure("log-retention", {}, EnforcementLevel.DISABLED);
  expect(await analyze(logGroup())).toEqual([]);
});

it("says what it cannot judge in a preview", async () => {
  expect(await analyze(logGroup({ retentionInDays: unknownNumberValue }))).toEqual([
    {
      rule: "log-retention",
      level: EnforcementLevel.ADVISORY,
      says: expect.stringContaining("can't be known during preview") as string,
    },
  ]);
});

it("fails the run on settings that make no sense, in a sentence that names rule and setting", async () => {
  await expect(configure("log-retention", { maxDays: "long" }, EnforcementLevel.MANDATORY)).rejects.toThrow(
    /Cannot use the settings of log-retention because of maxDays: [^\n]*$/,
  );
});

it("mends at level remediate alone, by rules on stacks too", async () => {
  const fault = bucketLifecycleConfiguration({ expiration: { days: 30 } });
  expect(await remediate(fault)).toEqual([]);
  await configure("bucket-lifecycle", {}, EnforcementLevel.REMEDIATE);
  const added = {
    id: "greenml-unfinished-uploads",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
  expect(await remediate(fault)).toEqual([{ ...fault.props, rules: [...(fault.props["rules"] as object[]), added] }]);
});

it("judges a stack as a whole", async () => {
  expect(await analyzeStack([configuration(), logGroup()])).toEqual([
    {
      rule: "endpoint-always-on",
      level: EnforcementLevel.MANDATORY,
      says: expect.stringContaining(alwaysOn) as string,
    },
  ]);
});

it("refuses a rule that it does not have, and a setting that a rule does not have", async () => {
  await expect(configure("log-retentio", {}, EnforcementLevel.MANDATORY)).rejects.toThrow(
    /Unknown rule "log-retentio" in the pack's configuration\. Known: [^\n]*log-retention[^\n]*$/,
  );
  await expect(configure("log-retention", { maxDay: 7 }, EnforcementLevel.MANDATORY)).rejects.toThrow(
    /Cannot use the settings of log-retention because of [^\n]*"maxDay"\. It has: maxDays, longLivedPrefixes$/,
  );
});

describe("with a settings file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "greenml-settings-")), "greenml.policies.json");
  const restart = async (settings: unknown) => {
    client.close();
    server.kill();
    writeFileSync(file, JSON.stringify(settings));
    await start({ GREENML_POLICIES: file, GREENML_POLICIES_DAY: "2026-11-24" });
  };

  it("hands the engine level and settings of each rule", async () => {
    await restart({ preset: "advisory", rules: { "log-retention": { enforcementLevel: "mandatory", maxDays: 7 } } });
    const info = await call<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
    const initial = info.getInitialconfigMap();
    expect(initial.get("log-retention")?.getEnforcementlevel()).toBe(EnforcementLevel.MANDATORY);
    expect(initial.get("log-retention")?.getProperties()?.toJavaScript()).toEqual({ maxDays: 7 });
    expect(initial.get("tuning-strategy")?.getEnforcementlevel()).toBe(EnforcementLevel.ADVISORY);
  }, 30_000);

  it("reports what is exempt as advice with its reason", async () => {
    const agreed = { reason: "for the auditor", owner: "ops@example.com", expires: "2026-12-24" };
    await restart({ exemptions: [{ rule: "log-retention", resource: "churn", ...agreed }] });
    expect(await analyze(logGroup())).toEqual([
      {
        rule: "log-retention",
        level: EnforcementLevel.ADVISORY,
        says: expect.stringMatching(
          /\nExempt until 2026-12-24, owner ops@example.com, reason: for the auditor\nExpected retention/,
        ) as string,
      },
    ]);
  }, 30_000);

  it("takes evidence from the file that the environment names, and refuses one that is none", async () => {
    const proof = join(dirname(file), "proof.json");
    const job = { ...training({ tags: { owner: "ml@example.com", project: "churn" } }), name: "churn" };
    const says = async (records: unknown) => {
      writeFileSync(proof, JSON.stringify(records));
      client.close();
      server.kill();
      await start({ GREENML_EVIDENCE: proof, GREENML_POLICIES_DAY: "2026-11-24" });
      return (await analyzeStack([job])).filter(({ rule }) => rule === "model-baseline");
    };
    expect(await says({ records: [] })).toHaveLength(1);
    expect(await says({ records: [record()] })).toEqual([]);
    await says([]);
    await expect(configure("log-retention", {}, EnforcementLevel.MANDATORY)).rejects.toThrow(
      /Cannot use the evidence in [^\n]*proof\.json because of [^\n]*$/,
    );
  }, 60_000);

  it("judges with the tables in the folder that the environment names, and refuses one that is broken", async () => {
    const catalog = mkdtempSync(join(tmpdir(), "greenml-catalog-"));
    const says = async (grams: string) => {
      const row = `eu-north-1,SE-SE3,${grams},2026,,,,,our contract,our supplier 2026`;
      writeFileSync(join(catalog, "grid-intensity.csv"), `${columns}\n${row}\n`);
      client.close();
      server.kill();
      await start({ GREENML_CATALOG: catalog });
      const found = await analyze(training({ region: "eu-north-1" }));
      return found.filter(({ rule }) => rule === "region-intensity-ceiling").map((one) => one.says);
    };
    const columns = "region,zone,g_kwh,year,g_kwh_2024,g_kwh_2023,alternative_zone,alternative_g_kwh,basis,source";
    expect(await says("30")).toEqual([]);
    expect(await says("900")).toEqual([
      expect.stringContaining("the grid of eu-north-1 emitted 900 gCO2e/kWh in 2026"),
    ]);
    await says("dirty");
    await expect(configure("log-retention", {}, EnforcementLevel.MANDATORY)).rejects.toThrow(
      /Cannot read grid-intensity\.csv because line 2 has g_kwh: expected a number, got "dirty" [^\n]*\(by GREENML_CATALOG\)$/,
    );
  }, 60_000);

  it("refuses to be configured by one that makes no sense", async () => {
    await restart({ rules: { "log-retentio": "advisory" } });
    await expect(configure("log-retention", {}, EnforcementLevel.MANDATORY)).rejects.toThrow(
      /Unknown rule "log-retentio" in rules\. Known: [^\n]* \(in [^\n]*greenml\.policies\.json\)$/,
    );
  }, 30_000);
});

interface Finding {
  readonly rule: string;
  readonly level: EnforcementLevel;
  readonly says: string;
}

async function analyze(given: Given): Promise<Finding[]> {
  return findings(await call<Diagnosed>((done) => client.analyze(requestFor(given), done)));
}

async function remediate(given: Given): Promise<unknown[]> {
  const response = await call<RemediateResponse>((done) => client.remediate(requestFor(given), done));
  return response.getRemediationsList().map((one) => one.getProperties()?.toJavaScript());
}

function requestFor({ type, props }: Given): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setName("churn");
  request.setUrn(`urn:pulumi:dev::test::${type}::churn`);
  request.setProperties(struct(props));
  request.setOptions(new AnalyzerResourceOptions());
  return request;
}

async function analyzeStack(resources: readonly Given[]): Promise<Finding[]> {
  const request = new AnalyzeStackRequest();
  for (const { type, props } of resources) {
    const resource = new AnalyzerResource();
    resource.setType(type);
    resource.setName("churn");
    resource.setUrn(`urn:pulumi:dev::test::${type}::churn`);
    resource.setProperties(struct(props));
    resource.setOptions(new AnalyzerResourceOptions());
    request.addResources(resource);
  }
  return findings(await call<Diagnosed>((done) => client.analyzeStack(request, done)));
}

async function configure(rule: string, settings: Given["props"], level: EnforcementLevel): Promise<void> {
  const policy = new PolicyConfig();
  policy.setProperties(struct(settings));
  policy.setEnforcementlevel(level);
  const request = new ConfigureAnalyzerRequest();
  request.getPolicyconfigMap().set(rule, policy);
  await call((done) => client.configure(request, done));
}

interface Diagnosed {
  getDiagnosticsList(): AnalyzeDiagnostic[];
}

function findings(response: Diagnosed): Finding[] {
  return response.getDiagnosticsList().map((one) => ({
    rule: one.getPolicyname(),
    level: one.getEnforcementlevel(),
    says: one.getMessage(),
  }));
}

function struct(props: Given["props"]): Struct {
  return Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
}

function call<Response>(send: (done: (error: Error | null, response: Response) => void) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}

/** The port that a pack prints as its first line; its own complaint when it ends before. */
function portOf(pack: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = "";
    pack.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    pack.stdout?.once("data", (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
    pack.once("exit", () => {
      reject(new Error(`Cannot start the pack because it ended; build it with npm run build.\n${complaint}`));
    });
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
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
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { rules } from "../../../policies/registry";
import { type Given, unknownNumberValue } from "../support/judge";
import { configuration, logGroup } from "../support/resources";

const folder = join(__dirname, "../../../policies");
const alwaysOn = 'Cannot scale to zero because variant "primary" holds 1 x ml.m6i.large; a month: ';
const forEver = "Expected retentionInDays of 1 to 30, got none: events stay for ever.";

let server: ChildProcess;
let client: AnalyzerClient;

beforeEach(async () => {
  // Nothing listens at the engine's address: a pack needs none to judge.
  server = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", folder], {
    cwd: folder,
  });
  client = new AnalyzerClient(`127.0.0.1:${await portOf(server)}`, credentials.createInsecure());
}, 30_000);

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
      url,
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
      says: expect.stringContaining("Too long: retentionInDays 14, maximum 7.") as string,
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
  await configure("log-retention", { maxDays: "long" }, EnforcementLevel.MANDATORY);
  await expect(analyze(logGroup())).rejects.toThrow(
    /Cannot use the settings of log-retention because of maxDays: [^\n]*$/,
  );
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

interface Finding {
  readonly rule: string;
  readonly level: EnforcementLevel;
  readonly says: string;
}

async function analyze({ type, props }: Given): Promise<Finding[]> {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setName("churn");
  request.setUrn(`urn:pulumi:dev::test::${type}::churn`);
  request.setProperties(struct(props));
  request.setOptions(new AnalyzerResourceOptions());
  return findings(await call<Diagnosed>((done) => client.analyze(request, done)));
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

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";

import { checkConfiguration } from "../../../sandbox/aws/configuration";
import { installStandIn } from "../../../sandbox/aws/install";
import { toStruct } from "../../../sandbox/aws/wire";
import { answered, Provider } from "./provider-client";

describe("the provider's own settings", () => {
  it("never serve outside a sandbox", async () => {
    const provider = new Provider();
    await provider.serve({ AWS_REGION: "eu-north-1" });
    await expect(provider.configure({})).rejects.toThrow(
      "sandbox: Expected GREENML_SANDBOX_HOME and AWS_ENDPOINT_URL_SAGEMAKER in the environment: this aws provider stands in for AWS inside a sandbox and never works on an account.",
    );
    await expect(provider.check("aws:iam/role:Role", {})).rejects.toThrow(
      "sandbox: Expected Configure before any resource.",
    );
    await provider.stop();
  });

  it.each([
    [{ region: "eu-west-1" }, { AWS_REGION: "us-east-1" }, "eu-west-1"],
    [{}, { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-west-2" }, "us-east-1"],
    [{}, { AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2"],
  ])("take the region from %j and %j", (settings, environment, region) => {
    expect(checkConfiguration(settings, environment)).toEqual({ inputs: { region }, failures: [] });
  });

  it("want a region", () => {
    expect(checkConfiguration({}, {}).failures).toHaveLength(1);
    expect(checkConfiguration({ region: "mars" }, {}).failures).toEqual([
      { property: "region", reason: "sandbox: invalid AWS Region: mars" },
    ]);
  });
});

describe("the protocol", () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await Provider.start();
  });
  afterAll(() => provider.stop());

  it("says its version and answers handshake, schema and cancel", async () => {
    const info = await answered<PluginInfo>((done) => provider.client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe("7.48.0");
    const hand = await answered<pb.ProviderHandshakeResponse>((done) =>
      provider.client.handshake(new pb.ProviderHandshakeRequest(), done),
    );
    expect([hand.getAcceptSecrets(), hand.getSupportsAutonamingConfiguration()]).toEqual([true, true]);
    const schema = await answered<pb.GetSchemaResponse>((done) =>
      provider.client.getSchema(new pb.GetSchemaRequest(), done),
    );
    expect(JSON.parse(schema.getSchema())).toMatchObject({ name: "aws", version: "7.48.0" });
    const cancelled = await answered<Empty>((done) => provider.client.cancel(new Empty(), done));
    expect(cancelled).toBeDefined();
  });

  it("shows what will change, with paths and kinds", async () => {
    const type = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
    const old = { __defaults: ["name"], name: "x-1234567", productionVariants: [{ modelName: "a" }] };
    const now = { ...old, productionVariants: [{ modelName: "b" }], tags: { k: "v" } };
    expect(await provider.diff(type, "x-1234567", old, now)).toEqual({
      changed: true,
      replaces: ["productionVariants"],
      deleteBeforeReplace: false,
      details: {
        "productionVariants[0].modelName": pb.PropertyDiff.Kind.UPDATE_REPLACE,
        "tags.k": pb.PropertyDiff.Kind.ADD,
      },
    });
  });

  it("tags again when the provider's own tags changed", async () => {
    const request = new pb.DiffRequest();
    request.setUrn("urn:pulumi:s::p::aws:sns/topic:Topic::t");
    request.setOlds(toStruct({ tagsAll: { owner: "them" } }));
    request.setOldInputs(toStruct({ name: "t" }));
    request.setNews(toStruct({ name: "t" }));
    const response = await answered<pb.DiffResponse>((done) => provider.client.diff(request, done));
    expect(response.getDiffsList()).toEqual(["tagsAll"]);
  });

  it("keeps secrets secret, also where tags are repeated", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hidden" };
    const request = new pb.CreateRequest();
    request.setUrn("urn:pulumi:s::p::aws:cloudwatch/logGroup:LogGroup::l");
    request.setProperties(toStruct({ name: "l", region: "eu-north-1", tags: { a: secret, b: "open" } }));
    const response = await answered<pb.CreateResponse>((done) => provider.client.create(request, done));
    const outputs = response.getProperties()?.toJavaScript() ?? {};
    expect([outputs["tags"], outputs["tagsAll"]]).toEqual([
      { a: secret, b: "open" },
      { a: secret, b: "open" },
    ]);
    expect(outputs["name"]).toBe("l");
    const configured = await provider.configure({ region: "eu-north-1" });
    expect([configured.getAcceptsecrets(), configured.getSupportspreview()]).toEqual([true, true]);
  });

  it("uploads assets and archives, and names them by their hash", async () => {
    const bucket = await provider.up("aws:s3/bucket:Bucket", {});
    const object = await provider.up(
      "aws:s3/bucketObjectv2:BucketObjectv2",
      { bucket: bucket.id, contentBase64: "aGVsbG8=" },
      "a b/c.txt",
    );
    expect([object.id, object.outputs["etag"]]).toEqual([`${bucket.id}/a b/c.txt`, "5d41402abc4b2a76b9719d911017c592"]);
    expect(provider.cloud.buckets.get(bucket.id)?.get("a b/c.txt")).toBe("hello");
    const file = join(provider.home, "source.txt");
    writeFileSync(file, "from a file");
    const source = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "h", path: file };
    await provider.up("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: bucket.id, source }, "f");
    expect(provider.cloud.buckets.get(bucket.id)?.get("f")).toBe("from a file");
    await provider.delete("aws:s3/bucketObjectv2:BucketObjectv2", object.id, object.outputs);
    expect([...(provider.cloud.buckets.get(bucket.id)?.keys() ?? [])]).toEqual(["f"]);
  });

  it("imports by id, also where another property tells resources apart", async () => {
    const api = await provider.up("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
    const stage = await provider.up("aws:apigatewayv2/stage:Stage", { apiId: api.id, name: "live" });
    const imported = await provider.read("aws:apigatewayv2/stage:Stage", `${api.id}/live`);
    expect(imported).toEqual({ id: "live", inputs: stage.inputs, outputs: stage.outputs });
    expect((await provider.read("aws:apigatewayv2/stage:Stage", "none")).id).toBe("");
  });
});

it("installs a script that starts it, for every version asked for", () => {
  const home = mkdtempSync(join(tmpdir(), "greenml-install-"));
  const entry = join(home, "it's.js");
  writeFileSync(entry, "process.stdout.write(process.argv.slice(2).join(' '))");
  const folders = installStandIn(home, entry, ["7.9.0", "7.48.0"]);
  expect(folders).toEqual(["7.9.0", "7.48.0"].map((version) => join(home, "plugins", `resource-aws-v${version}`)));
  const script = join(folders[0] ?? "", "pulumi-resource-aws");
  expect(readFileSync(script, "utf8").split("\n")).toHaveLength(3);
  expect(statSync(script).mode & 0o111).toBe(0o111);
  expect(execFileSync(script, ["127.0.0.1:1"], { encoding: "utf8" })).toBe("--plugin-version 7.9.0 127.0.0.1:1");
  expect(installStandIn(home, entry)).toEqual([join(home, "plugins", "resource-aws-v7.48.0")]);
  rmSync(home, { recursive: true });
});

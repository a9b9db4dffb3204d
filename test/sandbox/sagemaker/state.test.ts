import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ModelDocument } from "../../../sandbox/sagemaker/kinds";
import { arnOf, scopeOf } from "../../../sandbox/sagemaker/scope";
import { replaceFile } from "../../../sandbox/sagemaker/state/atomic-file";
import { ObjectState } from "../../../sandbox/sagemaker/state/object-state";

const scope = { account: "123456789012", region: "eu-north-1" };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenml-state-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function model(ModelName: string): ModelDocument {
  return { ModelName, ModelArn: arnOf("model", scope, ModelName), CreationTime: 1 };
}

describe("the state of objects", () => {
  test("gives a name to one creator alone, whatever its case", () => {
    const [one, other] = [new ObjectState(folder), new ObjectState(folder)];
    expect(one.create({ kind: "model", scope, document: model("Churn") })).toBe(true);
    expect(other.create({ kind: "model", scope, document: model("churn") })).toBe(false);
    expect(other.read("model", scope, "CHURN")?.document.ModelName).toBe("Churn");
  });

  test("says which file is broken, or cannot be written, and leaves no draft of it", () => {
    const state = new ObjectState(folder);
    state.create({ kind: "model", scope, document: model("churn") });
    const models = join(folder, scope.account, scope.region, "model");
    writeFileSync(join(models, "churn.json"), '{"kind": "mod');
    expect(() => state.read("model", scope, "churn")).toThrow(
      /^Cannot read .*churn\.json because it is not JSON: put a/,
    );
    expect(() => state.list("model", scope)).toThrow(/churn\.json/);
    mkdirSync(join(models, "taken.json"));
    const write = () => {
      replaceFile(join(models, "taken.json"), "text");
    };
    expect(write).toThrow(/^Cannot write .*taken\.json because of E/);
    expect(readdirSync(models)).toEqual(["churn.json", "taken.json"]);
  });

  test("keeps accounts and regions apart, and leaves no drafts", () => {
    const state = new ObjectState(folder);
    const elsewhere = { ...scope, region: "eu-west-1" };
    state.create({ kind: "model", scope, document: model("churn") });
    expect(state.read("model", elsewhere, "churn")).toBeUndefined();
    expect(state.create({ kind: "model", scope: elsewhere, document: model("churn") })).toBe(true);
    state.update("model", scope, "churn", ({ document }) => {
      document.EnableNetworkIsolation = true;
    });
    expect(state.list("model", scope).map(({ document }) => document.EnableNetworkIsolation)).toEqual([true]);
    expect(state.scopes()).toEqual([scope, elsewhere]);
    expect(readdirSync(join(folder, "123456789012/eu-north-1/model"))).toEqual(["churn.json"]);
  });

  test("says nothing of an object that is gone", () => {
    const state = new ObjectState(folder);
    state.create({ kind: "model", scope, document: model("churn") });
    state.remove("model", scope, "churn");
    expect(state.update("model", scope, "churn", () => undefined)).toBeUndefined();
    expect(state.list("model", scope)).toEqual([]);
  });
});

describe("a request's scope", () => {
  test.each([
    {
      from: "AWS4-HMAC-SHA256 Credential=sandbox/20261124/eu-west-3/sagemaker/aws4_request, SignedHeaders=a",
      says: ["123456789012", "eu-west-3"],
    },
    {
      from: "AWS4-HMAC-SHA256 Credential=210987654321/20261124/us-east-1/s3/aws4_request",
      says: ["210987654321", "us-east-1"],
    },
    { from: "AWS4-HMAC-SHA256 Credential=x/20261124/../../etc/aws4_request", says: ["123456789012", "us-east-1"] },
    { from: undefined, says: ["123456789012", "us-east-1"] },
  ])("is read from its signature: $from", ({ from, says }) => {
    const { account, region } = scopeOf(from);
    expect([account, region]).toEqual(says);
  });

  test.each([
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
    ["eu-west-1", "aws"],
  ])("has the partition of %s in its ARNs", (region, partition) => {
    expect(arnOf("endpoint", { ...scope, region }, "Live")).toBe(
      `arn:${partition}:sagemaker:${region}:123456789012:endpoint/live`,
    );
  });
});

import { existsSync, readFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import { functionCode } from "../../components/function-code";

describe("functionCode", () => {
  it("is one built file with a handler, which needs nothing but the clients that Lambda's runtime carries", async () => {
    const files = (await functionCode("start-batch-transform").assets) as Record<string, pulumi.asset.FileAsset>;
    expect(Object.keys(files)).toEqual(["index.js"]);
    const path = (await files["index.js"]?.path) ?? "";
    expect(existsSync(path)).toBe(true);
    const code = readFileSync(path, "utf8");
    expect(code).toContain("exports.handler = handler;");
    const needed = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(needed.sort()).toEqual(["@aws-sdk/client-s3", "@aws-sdk/client-sagemaker"]);
  });
});

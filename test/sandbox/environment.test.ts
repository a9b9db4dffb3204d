import { execFileSync } from "node:child_process";

import { exportLines, OVERRIDING, sandboxEnvironment, withSandbox } from "../../sandbox/environment";

const address = { home: "/some where/it's", port: 4321, engineFolders: ["/engine/bin"], speed: 60 };

describe("the sandbox's environment", () => {
  it("survives a shell's eval, spaces and quotes included", () => {
    const lines = exportLines(sandboxEnvironment(address));
    const printed = execFileSync(
      "sh",
      ["-c", `${lines}\nprintf '%s|%s|%s' "$PULUMI_HOME" "$AWS_ENDPOINT_URL_S3" "$PATH"`],
      {
        encoding: "utf8",
      },
    );
    const [home, endpoint, path] = printed.split("|");
    expect(home).toBe("/some where/it's/pulumi");
    expect(endpoint).toBe("http://127.0.0.1:4321");
    expect(path).toBe(`/engine/bin:${process.env["PATH"] ?? ""}`);
  });

  it("unsets what would lead to a real account", () => {
    process.env["AWS_PROFILE"] = "production";
    try {
      expect(exportLines(sandboxEnvironment(address))).toMatch(/^unset AWS_PROFILE$/m);
      const merged = withSandbox(sandboxEnvironment(address));
      expect(OVERRIDING.filter((name) => name in merged)).toEqual([]);
    } finally {
      delete process.env["AWS_PROFILE"];
    }
  });

  it("never points Pulumi at the user's own home or backend", () => {
    const environment = sandboxEnvironment(address);
    expect(environment["PULUMI_HOME"]).toBe("/some where/it's/pulumi");
    expect(environment["PULUMI_BACKEND_URL"]).toBe("file:///some where/it's/stacks");
  });
});

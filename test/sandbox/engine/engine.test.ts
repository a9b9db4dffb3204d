import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { binFolder, cacheFolder, markComplete } from "../../../sandbox/engine/cache";
import { findEngine } from "../../../sandbox/engine/engine";
import { engineOnPath, isRecentEnough } from "../../../sandbox/engine/on-path";

const quiet = { say: () => undefined, update: () => undefined };

/** Writes an executable that prints one line. */
function program(folder: string, name: string, prints: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\necho "${prints}"\n`);
  chmodSync(join(folder, name), 0o755);
}

describe("finding the engine", () => {
  const before = { ...process.env };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "greenml-engine-"));
    process.env["PATH"] = join(folder, "bin");
    process.env["XDG_CACHE_HOME"] = join(folder, "cache");
    process.env["GREENML_ENGINE_DOWNLOAD"] = "off";
  });
  afterEach(() => {
    process.env = { ...before };
  });

  it("takes the one on PATH when it is recent and has its language host", async () => {
    program(join(folder, "bin"), "pulumi", "v3.260.1");
    program(join(folder, "bin"), "pulumi-language-nodejs", "");
    const engine = await findEngine(quiet);
    expect(engine).toEqual({ folders: [join(folder, "bin")], version: "3.260.1", origin: "PATH" });
  });

  it("passes over one on PATH that is too old", async () => {
    program(join(folder, "bin"), "pulumi", "v3.254.9");
    await expect(engineOnPath()).resolves.toBeUndefined();
  });

  it("takes the cached one when PATH has none", async () => {
    mkdirSync(binFolder(), { recursive: true });
    markComplete("build");
    const engine = await findEngine(quiet);
    expect(engine.folders).toEqual([binFolder()]);
    expect(engine.origin).toBe("cache");
  });

  it("names the four ways out when there is no engine, no download and no Go", async () => {
    const failure = await findEngine(quiet).then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(failure).toContain("Cannot prepare the Pulumi engine because");
    for (const way of ["pulumi >= 3.255 on PATH", cacheFolder(), "get.pulumi.com", "Go >= 1.25.11"]) {
      expect(failure).toContain(way);
    }
  });

  it("compares versions by number", () => {
    expect(["3.255.0", "3.1000.0", "4.0.0"].map(isRecentEnough)).toEqual([true, true, true]);
    expect(["3.254.99", "2.999.0", "3.99.0"].map(isRecentEnough)).toEqual([false, false, false]);
  });
});

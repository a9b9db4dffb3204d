import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

/** What a process of its own prints: Jest has a module cache that is not Node's. */
function printed(script: string): unknown {
  const built = JSON.stringify(join(root, "dist/policies/configuration/deferred-modules.js"));
  const code = `const from = require("node:module").createRequire(${built});
    const solver = from.resolve("@npmcli/arborist");
    const loaded = () => from.cache[solver]?.children.length > 0;
    const { deferUnused } = from(${built});
    ${script}`;
  return JSON.parse(execFileSync(process.execPath, ["-e", code], { cwd: root, encoding: "utf8" }));
}

it("keeps the solver of dependencies from loading with the SDK, and loads it when it is used", () => {
  expect(
    printed(`deferUnused(); from("@pulumi/policy"); const before = loaded();
      console.log(JSON.stringify([before, typeof from(solver).Arborist, loaded()]))`),
  ).toEqual([false, "function", true]);
});

it("leaves alone what is loaded already", () => {
  expect(
    printed(`const own = from("@npmcli/arborist"); deferUnused(); console.log(JSON.stringify(from(solver) === own))`),
  ).toBe(true);
});

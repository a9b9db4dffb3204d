import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingLine } from "../../../provider/resources/plugin-line";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "greenml-line-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function missing(project: string, environment: NodeJS.ProcessEnv = {}): string | undefined {
  writeFileSync(join(root, "Pulumi.yaml"), project);
  return missingLine(root, { PULUMI_HOME: join(root, "home"), ...environment });
}

test("shows the line that is missing", () => {
  expect(missing("name: greenml\nruntime: nodejs\n# greenml: here\n")).toBe(
    `Expected the line "packages: { greenml: ./node_modules/pulumi-greenml/provider }" in ${join(root, "Pulumi.yaml")}, got none; "npx greenml init" writes it.`,
  );
});

test("shows the dot that is missing", () => {
  expect(missing("packages: { greenml: node_modules/pulumi-greenml/provider }\n")).toContain(
    "got node_modules/pulumi-greenml/provider;",
  );
});

test("shows the way to a package further up", () => {
  mkdirSync(join(root, "node_modules/pulumi-greenml/provider"), { recursive: true });
  mkdirSync(join(root, "shop"));
  writeFileSync(join(root, "shop/Pulumi.yaml"), "name: shop\n");
  expect(missingLine(join(root, "shop"), { PULUMI_HOME: root })).toContain(
    'greenml: ../node_modules/pulumi-greenml/provider }"',
  );
});

test.each([
  "packages:\n  greenml: ./node_modules/pulumi-greenml/provider\n",
  'packages: { other: x, "greenml": ./provider }\n',
  "plugins:\n  providers:\n    - name: greenml\n      path: ./provider\n",
  "plugins: { providers: [{ name: greenml, path: ./provider }] }\n",
])("is content with %j", (project) => {
  expect(missing(project)).toBeUndefined();
});

test("is content with a plugin that is installed, on the path, or run by hand", () => {
  mkdirSync(join(root, "home/plugins/resource-greenml-v0.1.0"), { recursive: true });
  expect(missing("name: shop\n")).toBeUndefined();
  rmSync(join(root, "home"), { recursive: true });
  expect(missing("name: shop\n", { PULUMI_DEBUG_PROVIDERS: "aws:1,greenml:2" })).toBeUndefined();
  writeFileSync(join(root, "pulumi-resource-greenml"), "");
  expect(missing("name: shop\n", { PATH: root })).toBeUndefined();
});

test("asks nothing where there is no project", () => {
  expect(missingLine(root, {})).toBeUndefined();
});

import eslint from "@eslint/js";
import jest from "eslint-plugin-jest";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

/** Which rooms a room may read from; a room may always read itself. The wall below is made from this table alone. */
export const rooms = {
  "carbon/units": [],
  "carbon/catalog": ["carbon/units"],
  "carbon/estimate": ["carbon/units", "carbon/catalog"],
  "carbon/placement": ["carbon/units", "carbon/catalog", "carbon/estimate"],
  jobs: ["carbon"],
  functions: ["carbon"],
  provider: ["jobs"],
  components: ["carbon", "provider/resources"],
  policies: ["carbon"],
  stacks: ["carbon", "components", "provider", "jobs"],
  cli: ["carbon", "policies", "jobs"],
  sandbox: ["jobs/constraints"],
  demo: ["carbon", "sandbox", "stacks"],
};
const halls = [
  "carbon/units",
  "carbon/catalog",
  "carbon/estimate",
  "carbon/placement",
  "jobs",
  "functions",
  "provider",
  "components",
  "policies",
  "stacks",
  "cli",
  "sandbox",
  "demo",
];

/** Import patterns, relative ones, that lead from `room` into a room it must not read. */
function wall(room) {
  const allowed = rooms[room];
  const opens = (hall) =>
    hall === room || allowed.some((one) => hall === one || hall.startsWith(`${one}/`) || one.startsWith(`${hall}/`));
  const closed = halls.filter((hall) => !opens(hall));
  const patterns = closed.map((hall) => ({
    regex: `^(\\.\\./)+${hall}(/|$)`,
    message: `${room} may not read from ${hall}.`,
  }));
  for (const part of allowed.filter((one) => one.includes("/"))) {
    const [hall, sub] = part.split("/");
    if (hall === room.split("/")[0]) continue;
    patterns.push({
      regex: `^(\\.\\./)+${hall}/(?!${sub}(/|$|\\.))`,
      message: `${room} may read ${part} alone of ${hall}.`,
    });
  }
  if (room.startsWith("carbon/")) {
    for (const hall of halls.filter((one) => one.startsWith("carbon/") && !opens(one))) {
      patterns.push({
        regex: `^\\.\\./${hall.slice("carbon/".length)}(/|$)`,
        message: `${room} may not read ${hall}.`,
      });
    }
    patterns.push({
      regex: "^(@pulumi/|@aws-sdk/|node:(http|https|net|child_process|process|os|timers))",
      message: "carbon/ is plain: no Pulumi, network, clock or environment.",
    });
  }
  if (room === "policies") patterns.push({ regex: "^@pulumi/aws", message: "A rule compares type tokens." });
  return { files: [`${room}/**/*.ts`], rules: { "no-restricted-imports": ["error", { patterns }] } };
}

export default defineConfig(
  { ignores: ["dist/", "coverage/", ".sandbox/", "node_modules/", "**/*.cjs"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 10],
      "no-console": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  ...Object.keys(rooms).map(wall),
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", fetch: "readonly" } },
  },
  {
    files: ["test/**/*.ts"],
    extends: [jest.configs["flat/recommended"]],
    rules: {
      "max-lines": "off",
      "max-lines-per-function": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);

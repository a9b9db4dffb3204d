import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import * as ts from "typescript";
import * as greenml from "../../components";
import { plannedCompilation } from "../../components/optimising/neo-compilation";
import { plannedBatch } from "../../components/serving/batch-inference-args";
import { plannedEndpoint } from "../../components/serving/serverless-endpoint";
import { plannedTraining } from "../../components/training/tuned-training-args";
import { deployMocked } from "../support/mock-cloud";
import { root } from "../support/sandbox";

const pages = [
  "README.md",
  "docs/components/tuned-training.md",
  "docs/components/neo-compilation.md",
  "docs/components/serverless-endpoint.md",
  "docs/components/batch-inference.md",
];

/** The first example of a page, as a program that returns what it exports. */
function exampleOf(page: string): () => Record<string, unknown> {
  const text = readFileSync(join(root, page), "utf8");
  const code = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  return () => {
    const exports: Record<string, unknown> = {};
    const load = (name: string): unknown => (name === "pulumi-greenml" ? greenml : undefined);
    type Module = (require: (name: string) => unknown, exports: Record<string, unknown>) => void;
    (runInThisContext(`(function (require, exports) {${outputText}\n})`) as Module)(load, exports);
    return exports;
  };
}

describe("the pages of components", () => {
  it.each(pages)("show an example that works: %s", async (page) => {
    const { created, result } = await deployMocked(exampleOf(page));
    expect(created.length).toBeGreaterThan(5);
    expect(Object.values(result).length).toBeGreaterThan(1);
    expect(Object.values(result)).not.toContain(undefined);
  });
});

const model = { modelArtifacts: "s3://bucket/model.tar.gz", image: "image", region: "eu-north-1" };
const defaults: [file: string, owner: string, parsed: object][] = [
  [
    "training/tuned-training-args.ts",
    "TunedTrainingArgs",
    plannedTraining.parse({
      algorithm: greenml.builtin.xgboost(),
      data: { train: "s3://bucket/train/" },
      objective: { metric: "validation:auc" },
      search: {},
    }),
  ],
  ["training/tuned-training-args.ts", "Trials", plannedTraining.shape.trials.parse(undefined)],
  ["optimising/neo-compilation.ts", "NeoCompilationArgs", plannedCompilation.parse({ model, target: "ml_c5" })],
  ["serving/batch-inference-args.ts", "BatchInferenceArgs", plannedBatch.parse({ model, input: "s3://bucket/in/" })],
  ["serving/serverless-endpoint.ts", "ServerlessEndpointArgs", plannedEndpoint.parse({ model })],
];

/** Defaults that comments state as a plain number, truth value or quoted text, by argument. */
function statedDefaults(file: string, owner: string): [string, unknown][] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, "components", file), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const declared = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === owner,
  );
  return (declared?.members ?? ts.factory.createNodeArray()).flatMap((member): [string, unknown][] => {
    const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "defaultValue");
    const text = ts.getTextOfJSDocComment(tag?.comment) ?? "";
    const literal = /^(-?\d+(?:\.\d+)?|true|false|"[^"]*")(?=$|:| *$)/.exec(text)?.[1];
    return literal === undefined || member.name === undefined ? [] : [[member.name.getText(), JSON.parse(literal)]];
  });
}

describe("documented defaults", () => {
  it.each(defaults)("are those of the schema: %s, %s", (file, owner, parsed) => {
    const stated = statedDefaults(file, owner);
    expect(stated.length).toBeGreaterThan(1);
    expect(Object.fromEntries(stated.map(([name]) => [name, (parsed as Record<string, unknown>)[name]]))).toEqual(
      Object.fromEntries(stated),
    );
  });
});

describe("the package's surface", () => {
  it("is the components and what their arguments are made with", () => {
    expect(Object.keys(greenml).sort()).toEqual([
      "BatchInference",
      "NeoCompilation",
      "ServerlessEndpoint",
      "TunedTraining",
      "builtin",
      "categorical",
      "continuous",
      "integer",
      "jobs",
    ]);
  });
});

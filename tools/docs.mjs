// Writes the generated blocks of the documentation: arguments and outputs of components from their source, figures from the
// catalogue, settings of rules from their schemas, the tables of the README from both. `--check` writes nothing and fails when a page is
// not current. Needs a build.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const ts = require("typescript");
const prettier = require("prettier");
const carbon = require(join(root, "dist", "carbon"));
const { formatEmissions, formatEnergy, formatUsd, hours, mebibytes, milliseconds, range } = carbon;

const regions = ["eu-north-1", "eu-west-3", "eu-west-1", "us-east-1", "ap-south-1"];
const training = "components/training/";
const serving = "components/serving/";
const pages = [
  {
    page: "tuned-training",
    args: [
      [`${training}tuned-training-args.ts`, "TunedTrainingArgs", "Arguments"],
      [`${training}tuned-training-args.ts`, "TrainingData", "`data`"],
      [`${training}tuned-training-args.ts`, "Objective", "`objective`"],
      [`${training}tuned-training-args.ts`, "Trials", "`trials`"],
      [`${training}builtin.ts`, "ContainerAlgorithm", "`algorithm`, when it is a container of your own"],
    ],
    outputs: [`${training}tuned-training.ts`, "TunedTraining"],
    carbon: tunedTraining,
  },
  {
    page: "neo-compilation",
    args: [
      ["components/optimising/neo-compilation.ts", "NeoCompilationArgs", "Arguments"],
      ["components/trained-model.ts", "TrainedModel", "`model`"],
    ],
    outputs: ["components/optimising/neo-compilation.ts", "NeoCompilation"],
    carbon: neoCompilation,
  },
  {
    page: "serverless-endpoint",
    args: [
      [`${serving}serverless-endpoint.ts`, "ServerlessEndpointArgs", "Arguments"],
      [`${serving}serverless-endpoint.ts`, "ServerlessTraffic", "`traffic`"],
      ["components/trained-model.ts", "TrainedModel", "`model`"],
    ],
    outputs: [`${serving}serverless-endpoint.ts`, "ServerlessEndpoint"],
    carbon: serverlessEndpoint,
  },
  {
    page: "batch-inference",
    args: [
      [`${serving}batch-inference-args.ts`, "BatchInferenceArgs", "Arguments"],
      ["components/trained-model.ts", "TrainedModel", "`model`"],
    ],
    outputs: [`${serving}batch-inference.ts`, "BatchInference"],
    carbon: batchInference,
  },
];

const { rules } = require(join(root, "dist", "policies", "registry"));
const { settingsTable } = require(join(root, "dist", "policies", "settings-table"));

const stale = [];
for (const one of pages) {
  const blocks = { arguments: argumentTables(one.args), outputs: outputTable(...one.outputs), carbon: one.carbon() };
  await renew(`docs/components/${one.page}.md`, Object.entries(blocks).map(named));
}
for (const rule of rules) {
  await renew(`docs/rules/${rule.name}.md`, [
    {
      begin: "<!-- settings: generated from the rule's schema -->",
      end: "<!-- /settings -->",
      text: settingsTable(rule),
    },
  ]);
}
await renew("README.md", [named(["components", componentTable()]), named(["rules", ruleTable()])]);
if (stale.length > 0) {
  console.error(`Expected current pages, got stale ones: ${stale.join(", ")}. Run npm run docs.`);
  process.exitCode = 1;
}

/** Puts the texts of blocks into a page, or notes that it is stale. */
async function renew(file, blocks) {
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  const written = blocks.reduce((page, block) => withBlock(page, block, file), before);
  const after = await prettier.format(written, { ...(await prettier.resolveConfig(path)), filepath: path });
  if (after === before) return;
  if (process.argv.includes("--check")) stale.push(file);
  else writeFileSync(path, after);
}

function named([name, text]) {
  return { begin: `<!-- ${name}:begin -->`, end: `<!-- ${name}:end -->`, text };
}

function withBlock(page, { begin, end, text }, file) {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Expected ${begin} and ${end} in ${file}`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function componentTable() {
  const rows = pages.map(({ page, outputs: [, name] }) => {
    const [, idea] = readFileSync(join(root, "docs", "components", `${page}.md`), "utf8").split(/\n\n/);
    return [`[\`${name}\`](docs/components/${page}.md)`, idea];
  });
  return table(["component", "what it does"], rows);
}

function ruleTable() {
  return table(
    ["rule", "what it asks for", "severity"],
    rules.map(({ name, description, severity }) => [
      `[\`${name}\`](docs/rules/${name}.md)`,
      description,
      severity ?? "",
    ]),
  );
}

function argumentTables(sources) {
  return sources
    .map(([file, name, title]) => {
      const rows = membersOf(file, name).map(({ name: key, optional, text, byDefault }) => [
        `\`${key}\``,
        text,
        optional ? (byDefault ?? "none") : "**required**",
      ]);
      return `### ${title}\n\n${table(["argument", "what", "default"], rows)}`;
    })
    .join("\n\n");
}

function outputTable(file, name) {
  return table(
    ["output", "what"],
    membersOf(file, name).map(({ name: key, text }) => [`\`${key}\``, text]),
  );
}

/** Documented, public, non-static properties of an interface or class. */
function membersOf(file, name) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const owner = source.statements.find((statement) => statement.name?.text === name);
  if (owner === undefined) throw new Error(`Expected ${name} in ${file}`);
  return owner.members
    .filter((member) => (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) && !isStatic(member))
    .map((member) => {
      const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
      const tag = doc?.tags?.find(({ tagName }) => tagName.text === "defaultValue");
      return {
        name: member.name.text,
        optional: member.questionToken !== undefined,
        text: oneLine(ts.getTextOfJSDocComment(doc?.comment)) || described(member),
        byDefault: oneLine(ts.getTextOfJSDocComment(tag?.comment)) || undefined,
      };
    });
}

function isStatic(member) {
  return member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

/** Stands in for a comment on members whose type says it all. */
function described(member) {
  return `a \`${member.type.getText()}\``;
}

function oneLine(text) {
  return (text ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function figures(head, rows) {
  return table(
    [head, "energy", "emissions", "cost"],
    rows.map(([label, { energy, emissions, cost }]) => [
      label,
      formatEnergy(energy),
      formatEmissions(emissions),
      formatUsd(cost),
    ]),
  );
}

function stamp() {
  return `Computed from catalogue ${carbon.CATALOG_VERSION}: location-based yearly averages of the grid, facility overhead and the making of the machines included. Where the figures come from and how sure they are: [data](../data.md).`;
}

function tunedTraining() {
  const work = { instanceType: "ml.m5.large", hoursPerTrial: range(hours(0.2), hours(0.25), hours(0.3)) };
  const inRegions = regions.map((region) => [
    region,
    carbon.tuningFootprint({ region, ...work, trials: range(6, 20, 20) }),
  ]);
  const [greenest] = regions;
  const searches = [
    ["at most 20 trials, ended early", range(6, 20, 20)],
    ["a grid of 100 trials", 100],
  ].map(([label, trials]) => [label, carbon.tuningFootprint({ region: greenest, ...work, trials })]);
  return [
    "One search of 6 to 20 trials of about a quarter of an hour on one ml.m5.large:",
    figures("region", inRegions),
    `The same work in ${greenest}, searched in two ways:`,
    figures("search", searches),
    stamp(),
  ].join("\n\n");
}

function neoCompilation() {
  return [
    "AWS does not say on what machines it compiles, nor how much they draw. The component says so and counts nothing:",
    "> energy, emissions, cost: unknown: energy of the machines that AWS compiles on",
    "What a compiled model saves depends on model and host: measure both before you keep it.",
  ].join("\n\n");
}

function serverlessEndpoint() {
  const traffic = {
    memoryMib: mebibytes(2048),
    requestsPerMonth: (4000 * 365) / 12,
    millisecondsPerRequest: range(milliseconds(20), milliseconds(50), milliseconds(150)),
  };
  const [region] = regions;
  const rows = [
    ["serverless, 2048 MiB", carbon.serverlessMonthFootprint({ region, ...traffic })],
    [
      "serverless, 2048 MiB, one copy kept warm",
      carbon.serverlessMonthFootprint({ region, ...traffic, provisionedConcurrency: 1 }),
    ],
    ["an ml.m5.large that is always on", carbon.endpointMonthFootprint({ region, instanceType: "ml.m5.large" })],
  ];
  return [
    `A month of 4,000 requests a day, 20 to 150 ms each, in ${region}:`,
    figures("served by", rows),
    stamp(),
  ].join("\n\n");
}

function batchInference() {
  const run = { instanceType: "ml.m5.large", hours: range(hours(0.2), hours(0.25), hours(0.3)) };
  const rows = regions.map((region) => [region, carbon.transformFootprint({ region, ...run })]);
  const [region] = regions;
  const always = [[region, carbon.endpointMonthFootprint({ region, instanceType: "ml.m5.large" })]];
  return [
    "One run of about a quarter of an hour on one ml.m5.large:",
    figures("region", rows),
    "For comparison, a month of an endpoint on the same machine that is always on:",
    figures("region", always),
    stamp(),
  ].join("\n\n");
}

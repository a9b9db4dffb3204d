import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { recognisers } from "../../cli/work/recognisers";
import { sagemakerTypes } from "../../cli/work/sagemaker-types";
import { resource, scratch } from "./estimating";

const { state, estimated } = scratch();

/** Every type of resource that the installed provider has for SageMaker. */
const installed = ((): readonly string[] => {
  const folder = join(dirname(createRequire(__filename).resolve("@pulumi/aws/package.json")), "sagemaker");
  const found = readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/__pulumiType = '([^']+)'/g)])
    .map(([, type = ""]) => type);
  return [...new Set(found)].sort();
})();

test("every type of SageMaker in the installed provider is decided: estimated, idle, or listed with a reason", () => {
  const decided = [...Object.keys(recognisers), ...Object.keys(sagemakerTypes)]
    .filter((type) => type.startsWith("aws:sagemaker/"))
    .sort();
  expect(installed.length).toBeGreaterThan(35);
  expect(decided).toEqual(installed);
});

test("no type has two decisions", () => {
  expect(Object.keys(sagemakerTypes).filter((type) => type in recognisers)).toEqual([]);
});

test("the decisions are these", () => {
  const idle = Object.entries(sagemakerTypes).filter(([, { matters }]) => !matters);
  const listed = Object.entries(sagemakerTypes).filter(([, { matters }]) => matters);
  const names = (types: readonly string[]): readonly string[] => types.map((type) => type.split(":")[2] ?? "");
  expect(names(listed.map(([type]) => type))).toEqual([
    "FlowDefinition",
    "LabelingJob",
    "MlflowApp",
    "MlflowTrackingServer",
    "Project",
  ]);
  expect(idle).toHaveLength(23);
  expect(names(Object.keys(recognisers).filter((type) => type.startsWith("aws:sagemaker/")))).toEqual([
    "App",
    "Domain",
    "Endpoint",
    "FeatureGroup",
    "HyperParameterTuningJob",
    "MonitoringSchedule",
    "NotebookInstance",
    "Pipeline",
    "Space",
    "TrainingJob",
  ]);
});

test.each(installed)("%s says in a state what it is, empty as it may be", async (type) => {
  const { estimated: rows, notEstimated } = await estimated(state(resource(type, "one", {})));
  expect([...rows, ...notEstimated].map(({ name }) => name)).toEqual(["one"]);
  expect(notEstimated.map(({ because }) => because)).not.toContain("greenml does not know this type");
});

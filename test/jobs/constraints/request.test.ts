import fc from "../../support/fast-check";
import { checkJob } from "../../../jobs/check-job";
import { unknown } from "../../../jobs/constraints/finding";
import { checkRequest } from "../../../jobs/constraints/request";
import { jobKinds } from "../../../jobs/job-kinds";
import { trainingRequest, tuningRequest } from "../requests";

function sentences(request: unknown): string[] {
  return checkRequest("CreateTrainingJob", { TrainingJobName: "churn", ...(request as object) }).map(
    ({ sentence }) => sentence,
  );
}

test("finds nothing wrong with requests AWS would take", () => {
  expect(sentences(trainingRequest())).toEqual([]);
  expect(
    checkRequest("CreateHyperParameterTuningJob", { HyperParameterTuningJobName: "c", ...tuningRequest() }),
  ).toEqual([]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["a missing member", { RoleArn: undefined }, "Expected request.RoleArn, which AWS requires, got nothing."],
  [
    "a number below the least",
    { StoppingCondition: { MaxRuntimeInSeconds: 0 } },
    "Expected request.StoppingCondition.MaxRuntimeInSeconds of at least 1, got 0.",
  ],
  [
    "a number above the greatest",
    { RetryStrategy: { MaximumRetryAttempts: 31 } },
    "Too large: request.RetryStrategy.MaximumRetryAttempts is 31, maximum 30.",
  ],
  [
    "a fraction where a whole number belongs",
    { StoppingCondition: { MaxRuntimeInSeconds: 1.5 } },
    "Expected request.StoppingCondition.MaxRuntimeInSeconds to be a whole number, got 1.5.",
  ],
  [
    "a number where text belongs",
    { HyperParameters: { eta: 0.1 } },
    'Expected request.HyperParameters.eta to be text, got 0.1; write it as "0.1".',
  ],
  [
    "text where a boolean belongs",
    { EnableManagedSpotTraining: "yes" },
    'Expected request.EnableManagedSpotTraining to be true or false, got "yes".',
  ],
  [
    "a value AWS does not list",
    { AlgorithmSpecification: { TrainingInputMode: "Flie", TrainingImage: "image" } },
    'Unknown value "Flie" in request.AlgorithmSpecification.TrainingInputMode; known: Pipe, File, FastFile.',
  ],
  [
    "text that does not match the pattern",
    { RoleArn: "arn:aws:iam::12:role/short" },
    'Expected request.RoleArn to match AWS\'s pattern arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+, got "arn:aws:iam::12:role/short".',
  ],
  [
    "text that is too long, counted in code points",
    { Environment: { KEY: "\u{1F331}".repeat(513) } },
    "Too many characters in request.Environment.KEY: 513, maximum 512.",
  ],
  [
    "a list that is too long",
    { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `key${index}`, Value: "" })) },
    "Too many items in request.Tags: 51, maximum 50.",
  ],
  ["an object where a list belongs", { Tags: { team: "a" } }, "Expected request.Tags to be a list, got an object."],
  [
    "a list where an object belongs",
    { ResourceConfig: [] },
    "Expected request.ResourceConfig to be an object, got a list of 0.",
  ],
  [
    "a misspelled member, with the nearest name",
    { ResourceConfig: { InstanceTyp: "ml.m5.large" } },
    'Unknown argument request.ResourceConfig.InstanceTyp; did you mean "InstanceType"?',
  ],
  [
    "a member in the casing of another tool",
    { roleArn: "x" },
    'Unknown argument request.roleArn; did you mean "RoleArn"?',
  ],
])("refuses %s", (_what, change, sentence) => {
  expect(sentences(trainingRequest(change))).toEqual([sentence]);
});

test("accepts text of many bytes and few code points", () => {
  expect(sentences(trainingRequest({ Environment: { KEY: "\u{1F331}".repeat(512) } }))).toEqual([]);
});

test("lets an instance type newer than AWS's list pass with a warning", () => {
  const request = trainingRequest({ ResourceConfig: { InstanceType: "ml.m99i-flex.24xlarge", InstanceCount: 1 } });
  expect(checkRequest("CreateTrainingJob", { TrainingJobName: "churn", ...request })).toEqual([
    {
      path: "ResourceConfig.InstanceType",
      severity: "warning",
      sentence:
        'Unknown instance type "ml.m99i-flex.24xlarge" in request.ResourceConfig.InstanceType: newer than this library, or a typo.',
    },
  ]);
});

test("refuses an instance type that no type could be", () => {
  const request = trainingRequest({ ResourceConfig: { InstanceType: "m5.large", InstanceCount: 1 } });
  expect(sentences(request)).toEqual([
    'Unknown value "m5.large" in request.ResourceConfig.InstanceType; did you mean "ml.m5.large"?',
  ]);
});

test("passes over what is not known yet", () => {
  expect(sentences(trainingRequest({ RoleArn: unknown, ResourceConfig: unknown, Tags: [unknown] }))).toEqual([]);
});

test("judges anything at all without crashing", () => {
  const names = ["HyperParameterTuningJobConfig", "TrainingJobDefinition", "ResourceConfig", "InputConfig", "Tags"];
  const members = [
    "Strategy",
    "ResourceLimits",
    "ParameterRanges",
    "InstanceType",
    "MetricDefinitions",
    "Key",
    "Regex",
  ];
  const { tree } = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(unknown),
      fc.constant("(a)("),
    ),
    node: fc.dictionary(fc.oneof(fc.constantFrom(...names, ...members), fc.string()), tie("tree"), { maxKeys: 6 }),
    tree: fc.oneof({ maxDepth: 4 }, tie("leaf"), tie("node"), fc.array(tie("tree"), { maxLength: 4 })),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(...jobKinds), (request, kind) => {
      for (const { sentence } of checkJob(kind, request))
        expect(sentence).toMatch(/^(Expected|Unknown|Too|Cannot) .*[.?]$/s);
    }),
    { numRuns: 300 },
  );
});

test("judges mutations of a fitting request without crashing", () => {
  const base = tuningRequest();
  const paths = leafPaths(base);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.anything({ maxDepth: 2 }), (path, value) => {
      const changed = structuredClone(base);
      place(changed, path, value);
      expect(
        Array.isArray(
          checkJob(
            jobKinds.find(({ nameLimit }) => nameLimit === 32)!,
            changed,
          ),
        ),
      ).toBe(true);
    }),
    { numRuns: 300 },
  );
});

function leafPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => leafPaths(part, [...path, name]))].filter(
    ({ length }) => length > 0,
  );
}

function place(target: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[name!] = value;
  else place(target[name!] as Record<string, unknown>, rest, value);
}

import { CATALOG_VERSION, findInstance, newestGeneration } from "../../../carbon";
import { instanceGenerationFloor } from "../../../policies/rules/instance-generation-floor";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup, training, trainingOfOurs, tuning, tuningOfOurs } from "../support/resources";

const transform = (InstanceType: string) => ({
  type: "greenml:jobs:TransformJob",
  props: { region: "eu-north-1", request: { TransformResources: { InstanceType } } },
});
const notebook = (instanceType: string) => ({
  type: "aws:sagemaker/notebookInstance:NotebookInstance",
  props: { instanceType },
});
const on = (instanceType: string) => ({ defaultResourceSpec: { instanceType } });
const unknownType = (what: string) =>
  `Unknown instance type "ml.q9.large" of ${what}: catalog ${CATALOG_VERSION} holds no generation for it; what it costs is unknown.`;

const behind = newestGeneration(findInstance("ml.m4.xlarge")!, "notebook")!.generationsBehind;

const cases: readonly Case[] = [
  {
    when: "a variant runs on a K80",
    given: configuration({ instanceType: "ml.p2.xlarge" }),
    says: ['Too old: variant "primary" is on ml.p2.xlarge of 2016 with its K80; a month of one now: '],
  },
  {
    when: "a shadow variant runs on a V100",
    given: configuration({}, { shadowProductionVariants: [{ variantName: "shadow", instanceType: "ml.p3.2xlarge" }] }),
    says: [
      'Too old: variant "shadow" is on ml.p3.2xlarge of 2017 with its V100-16GB, where ml.g6.xlarge holds as much and does more per watt; a month of one now: energy ',
    ],
  },
  {
    when: "a variant's name is unknown, which the verdict does not depend on",
    given: configuration({ instanceType: "ml.p2.xlarge", variantName: unknownStringValue }),
    says: ["Too old: the variant without a name is on ml.p2.xlarge of 2016"],
  },
  {
    when: "trials of either kind of tuning job run on a type two generations back",
    given: [
      tuning({}, { resourceConfig: { instanceType: "ml.m4.xlarge" } }),
      tuningOfOurs({}, { ResourceConfig: { InstanceType: "ml.m4.xlarge" }, DefinitionName: "small" }),
    ],
    says: [
      "Too old: each trial is on ml.m4.xlarge of 2015; ",
      'Too old: each trial of "small" is on ml.m4.xlarge of 2015',
    ],
  },
  {
    when: "definitions of a tuning job leave a choice of types",
    given: tuning(
      {},
      {},
      {
        trainingJobDefinition: undefined,
        trainingJobDefinitions: [
          {
            hyperParameterTuningResourceConfig: {
              instanceConfigs: [{ instanceType: "ml.m7i.large" }, { instanceType: "ml.p3.2xlarge" }],
            },
          },
          { hyperParameterTuningResourceConfig: { instanceType: "ml.p2.xlarge" }, definitionName: unknownStringValue },
        ],
      },
    ),
    says: ["Too old: each trial is on ml.p3.2xlarge", "Too old: each trial is on ml.p2.xlarge"],
  },
  {
    when: "a training job has groups of machines",
    given: trainingOfOurs({
      ResourceConfig: { InstanceGroups: [{ InstanceType: "ml.p2.xlarge" }, { InstanceType: "ml.m7i.large" }] },
    }),
    says: ["Too old: the training job is on ml.p2.xlarge"],
  },
  {
    when: "a transform job is on an old type",
    given: transform("ml.m4.xlarge"),
    says: ["Too old: the transform job is on ml.m4.xlarge of 2015"],
  },
  {
    when: "a notebook is on an old type",
    given: notebook("ml.m4.xlarge"),
    says: ["Too old: the notebook is on ml.m4.xlarge of 2015"],
  },
  {
    when: "burstable machines are of 2014",
    given: [notebook("ml.t2.medium"), configuration({ instanceType: "ml.t2.medium" })],
    says: [
      "Too old: the notebook is on ml.t2.medium of 2014; 3 generations have come since, maximum 1; ml.t3.medium of 2018 does the same work; ",
      'Too old: variant "primary" is on ml.t2.medium of 2014; 3 generations have come since, maximum 1; ml.m7i.large of 2023 does the same work; ',
    ],
  },
  {
    when: "burstable machines are of the newest generation that SageMaker sells, or newer",
    given: ["ml.t3.medium", "ml.t3.2xlarge", "ml.t3a.medium", "ml.t4g.medium"].map(notebook),
    says: [],
  },
  {
    when: "burstable machines of 2014 are accepted",
    given: notebook("ml.t2.medium"),
    settings: { acceptedFamilies: ["t2"] },
    says: [],
  },
  {
    when: "a monitoring job is on an old type, in a definition of its own or within its schedule",
    given: [
      {
        type: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
        props: { jobResources: { clusterConfig: { instanceType: "ml.m4.xlarge" } } },
      },
      {
        type: "aws:sagemaker/monitoringSchedule:MonitoringSchedule",
        props: {
          monitoringScheduleConfig: {
            monitoringJobDefinition: { monitoringResources: { clusterConfig: { instanceType: "ml.p2.xlarge" } } },
          },
        },
      },
    ],
    says: ["Too old: the monitoring job is on ml.m4.xlarge", "Too old: the monitoring job is on ml.p2.xlarge"],
  },
  {
    when: "a domain, a profile, a space and an app of Studio are on old types",
    given: [
      {
        type: "aws:sagemaker/domain:Domain",
        props: {
          defaultUserSettings: {
            jupyterLabAppSettings: on("ml.p3.2xlarge"),
            codeEditorAppSettings: on("ml.m7i.large"),
          },
          defaultSpaceSettings: { kernelGatewayAppSettings: on("ml.p3.2xlarge") },
        },
      },
      {
        type: "aws:sagemaker/userProfile:UserProfile",
        props: { userSettings: { tensorBoardAppSettings: on("ml.p3.2xlarge") } },
      },
      {
        type: "aws:sagemaker/space:Space",
        props: { spaceSettings: { codeEditorAppSettings: on("ml.p3.2xlarge") } },
      },
      { type: "aws:sagemaker/app:App", props: { resourceSpec: { instanceType: "ml.p3.2xlarge" } } },
    ],
    says: ["each JupyterLab", "each KernelGateway", "each TensorBoard", "each CodeEditor", "the"].map(
      (what) => `Too old: ${what} app is on ml.p3.2xlarge of 2017 with its V100-16GB, where `,
    ),
  },
  {
    when: "an app is on the machine that Studio gives Jupyter's own server",
    given: { type: "aws:sagemaker/app:App", props: { resourceSpec: { instanceType: "system" } } },
    says: [],
  },
  { when: "types are current", given: [configuration({ instanceType: "ml.c8g.large" }), training()], says: [] },
  { when: "a variant has no instances", given: configuration({ instanceType: "" }), says: [] },
  {
    when: "a training job is serverless",
    given: training({ serverlessJobConfig: { jobType: "FineTuning" } }),
    says: [],
  },
  {
    when: "a job of ours cannot be read",
    given: [
      { ...trainingOfOurs(), props: {} },
      { ...tuningOfOurs({}), props: {} },
    ],
    says: [],
  },
  {
    when: "the settings accept the newest generation alone",
    given: notebook("ml.m6i.xlarge"),
    settings: { maxGenerationsBehind: 0 },
    says: [
      "Too old: the notebook is on ml.m6i.xlarge of 2021; 1 generation has come since, maximum 0; ml.m7i.xlarge of 2023 does the same work; ",
    ],
  },
  { when: "the catalog lacks the type", given: notebook("ml.q9.large"), says: [unknownType("the notebook")] },
  {
    when: "types that the catalog lacks are accepted",
    given: notebook("ml.q9.large"),
    settings: { acceptUnknownTypes: true },
    says: [],
  },
  { when: "the family is accepted", given: notebook("ml.m4.xlarge"), settings: { acceptedFamilies: ["m4"] }, says: [] },
  {
    when: "the type is as old as accepted",
    given: notebook("ml.m4.xlarge"),
    settings: { maxGenerationsBehind: behind },
    says: [],
  },
  {
    when: "the type is a generation older than accepted",
    given: notebook("ml.m4.xlarge"),
    settings: { maxGenerationsBehind: behind - 1 },
    says: ["Too old: the notebook is on ml.m4.xlarge of 2015"],
  },
  {
    when: "the settings refuse the newest accelerator",
    given: configuration({ instanceType: "ml.p6-b300.48xlarge" }),
    settings: { refusedAccelerators: ["B300"] },
    says: ['Too old: variant "primary" is on ml.p6-b300.48xlarge of 2025 with its B300; a month of one now: '],
  },
  { when: "the resource has no instances", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  const messages = await judge(instanceGenerationFloor, given, settings);
  expect(starts(messages, says)).toEqual(says);
});

it("says what a month costs now and then, or that a run depends on its time", async () => {
  const [waits, runs] = await judge(instanceGenerationFloor, [
    { ...notebook("ml.m4.xlarge"), props: { instanceType: "ml.m4.xlarge", region: "eu-north-1" } },
    transform("ml.m4.xlarge"),
  ]);
  expect(waits).toMatch(
    /; a month of one now: energy at most .*; cost at most \$.*; then: energy at most .*; cost at most \$/,
  );
  expect(runs).toMatch(/ does the same work; what a run saves depends on its time and is unknown\.$/);
});

it("leaves a type that a preview does not know to the SDK", async () => {
  await expect(judge(instanceGenerationFloor, notebook(unknownStringValue))).rejects.toThrow("instanceType");
});

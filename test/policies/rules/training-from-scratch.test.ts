import { trainingFromScratch } from "../../../policies/rules/training-from-scratch";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, training, trainingOfOurs, tuning } from "../support/resources";

type Fields = Readonly<Record<string, unknown>>;

const days = (count: number) => ({ stoppingCondition: { maxRuntimeInSeconds: count * 86_400 } });
const on = (instanceType: string, instanceCount = 1) => ({ resourceConfig: { instanceType, instanceCount } });
const large = (props: Fields = {}): Given => training({ ...on("ml.p4d.24xlarge"), ...days(3), ...props });
const small = (props: Fields = {}): Given => training({ ...on("ml.g5.xlarge"), ...days(1), ...props });
const channel = (channelName: string, source: Fields = {}) => ({
  inputDataConfigs: [{ channelName, dataSource: { s3DataSource: { s3Uri: "s3://b/data/", ...source } } }],
});
const found = (sign: string, what = "the training job") => [
  `Expected a pre-trained model for ${what}, got none, but ${sign}; at its limit: energy `,
];
const shape = { hyperParameters: { vocab_size: "50257", numLayers: "24" } };

const cases: readonly Case[] = [
  { when: "many accelerators run long", given: large(), says: found("up to 576 accelerator-hours") },
  {
    when: "several machines run long",
    given: training({ ...on("ml.g5.12xlarge", 4), ...days(1) }),
    says: found("up to 384 accelerator-hours"),
  },
  {
    when: "no limit is set, which is AWS's day",
    given: training(on("ml.p4d.24xlarge", 2)),
    says: found("up to 384 accelerator-hours"),
  },
  {
    when: "a job of ours is large",
    given: trainingOfOurs({ ResourceConfig: { InstanceType: "ml.p5.48xlarge", InstanceCount: 2 } }),
    says: found("up to 384 accelerator-hours"),
  },
  {
    when: "each trial is large",
    given: tuning({}, { ...on("ml.p4d.24xlarge"), ...days(3) }),
    says: found("up to 576 accelerator-hours", "each trial"),
  },
  {
    when: "groups of machines are large together",
    given: training({
      resourceConfig: {
        instanceGroups: [
          { instanceType: "ml.p4d.24xlarge", instanceCount: 1 },
          { instanceType: "ml.g5.48xlarge", instanceCount: 1 },
        ],
      },
    }),
    says: [
      "Expected a pre-trained model for the training job, got none, but up to 384 accelerator-hours; at its limit: ",
    ],
  },
  {
    when: "a language model is shaped",
    given: small(shape),
    says: found("vocab_size, numLayers and up to 24 accelerator-hours"),
  },
  {
    when: "pre-trained weights are refused",
    given: small({ hyperParameters: { use_pretrained_model: "0" } }),
    says: found('use_pretrained_model "0" and up to 24 accelerator-hours'),
  },
  {
    when: "the framework's JSON refuses them",
    given: small({ hyperParameters: { pretrained: '"False"' } }),
    says: found('pretrained "False" and up to 24 accelerator-hours'),
  },
  {
    when: "a variable says so",
    given: small({ environment: { TRAIN_FROM_SCRATCH: "1" } }),
    says: found('TRAIN_FROM_SCRATCH "1" and up to 24 accelerator-hours'),
  },
  {
    when: "the key for a model names none",
    given: [
      large({ hyperParameters: { init_from: "scratch" } }),
      small({ hyperParameters: { init_from: "random" } }),
      small({ hyperParameters: { "model-name-or-path": '"from_scratch"' } }),
      large({ hyperParameters: { init_from: "", resume_from: "none", base_model: "false" } }),
    ],
    says: [
      ...found('init_from "scratch" and up to 576 accelerator-hours'),
      ...found('init_from "random" and up to 24 accelerator-hours'),
      ...found('model-name-or-path "from_scratch" and up to 24 accelerator-hours'),
      ...found("up to 576 accelerator-hours"),
    ],
  },
  {
    when: "the key for a model names one",
    given: [
      large({ hyperParameters: { init_from: "gpt2-xl" } }),
      large({ hyperParameters: { init_from: "resume" } }),
      large({ hyperParameters: { model_name_or_path: "acme/random-forest-notes-7b" } }),
    ],
    says: [],
  },
  {
    when: "only the training's own checkpoints are named",
    given: large({
      hyperParameters: { checkpoint_path: "/opt/ml/checkpoints" },
      checkpointConfig: { s3Uri: "s3://b/c/" },
    }),
    says: found("up to 576 accelerator-hours"),
  },
  { when: "the input is only data", given: large(channel("train")), says: found("up to 576 accelerator-hours") },
  {
    when: "a trial's fixed values shape a model",
    given: tuning({}, { ...on("ml.g5.xlarge"), ...days(1), staticHyperParameters: { d_model: "8", n_head: "4" } }),
    says: found("d_model, n_head and up to 24 accelerator-hours", "each trial"),
  },

  { when: "a channel brings a model", given: large(channel("model")), says: [] },
  {
    when: "a channel is called so by agreement",
    given: large(channel("teacher")),
    settings: { modelChannels: ["teacher"] },
    says: [],
  },
  {
    when: "the data is JumpStart's",
    given: large(channel("training", { s3Uri: "s3://jumpstart-cache-prod-us-west-2/x/" })),
    says: [],
  },
  {
    when: "the data is an earlier model",
    given: large(channel("start", { s3Uri: "s3://b/job/output/model.tar.gz" })),
    says: [],
  },
  {
    when: "a model of the hub is accepted",
    given: large(channel("x", { modelAccessConfig: { acceptEula: true } })),
    says: [],
  },
  { when: "a model is named", given: large({ hyperParameters: { model_name_or_path: '"bert-base"' } }), says: [] },
  {
    when: "a variable names a model",
    given: large({ environment: { HF_MODEL_ID: "meta-llama/Llama-3.1-8B" } }),
    says: [],
  },
  { when: "pre-trained weights are used", given: large({ hyperParameters: { use_pretrained_model: "1" } }), says: [] },
  {
    when: "the script fine-tunes",
    given: large({ hyperParameters: { sagemaker_program: '"transfer_learning.py"' } }),
    says: [],
  },
  { when: "adapters are trained", given: large({ hyperParameters: { lora_r: "8" } }), says: [] },
  {
    when: "a model of the registry is adapted",
    given: trainingOfOurs({
      ResourceConfig: { InstanceType: "ml.p5.48xlarge", InstanceCount: 2 },
      ModelPackageConfig: { ModelPackageGroupArn: "arn" },
    }),
    says: [],
  },
  { when: "one hyperparameter could shape anything", given: small({ hyperParameters: { num_layers: "3" } }), says: [] },
  {
    when: "the shaped model is small",
    given: training({ ...on("ml.g5.xlarge"), stoppingCondition: { maxRuntimeInSeconds: 57_000 }, ...shape }),
    says: [],
  },
  { when: "the training is just under the limit", given: large(), settings: { minAcceleratorHours: 577 }, says: [] },
  {
    when: "the training is at the limit",
    given: large(),
    settings: { minAcceleratorHours: 576 },
    says: found("up to 576 accelerator-hours"),
  },
  {
    when: "there are no accelerators",
    given: training({ ...on("ml.m7i.24xlarge", 20), ...days(5), ...shape }),
    says: [],
  },
  { when: "the catalogue lacks the type", given: training({ ...on("ml.q9.large"), ...days(20) }), says: [] },
  {
    when: "the provider wrote zeros",
    given: training({ resourceConfig: { instanceType: "", instanceCount: 0 } }),
    says: [],
  },
  { when: "the job is accepted", given: large(), settings: { scratchTrainings: ["churn"] }, says: [] },
  { when: "one accelerator may run for weeks", given: training({ ...on("ml.g5.xlarge"), ...days(28) }), says: [] },
  {
    when: "one accelerator is many by agreement",
    given: training({ ...on("ml.g5.xlarge"), ...days(28) }),
    settings: { minAccelerators: 1 },
    says: found("up to 672 accelerator-hours"),
  },
  { when: "nothing trains", given: configuration(), says: [] },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(trainingFromScratch, given, settings), says)).toEqual(says);
});

it("judges what a preview knows, then says what it does not", async () => {
  const messages: string[] = [];
  const hidden = large(channel(unknownStringValue));
  await expect(judge(trainingFromScratch, [large(), hidden], {}, messages)).rejects.toThrow(
    "can't be known during preview",
  );
  expect(messages).toHaveLength(1);
});

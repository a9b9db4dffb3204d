import { frameworkImage } from "../../../policies/rules/framework-image";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup, training, trainingOfOurs, tuning } from "../support/resources";

const image = (name: string) => `763104351884.dkr.ecr.eu-north-1.amazonaws.com/${name}`;
const model = (props: unknown) => ({ type: "aws:sagemaker/model:Model", props: props as Record<string, unknown> });
const served = (name: string) => model({ primaryContainer: { image: image(name) } });
const old = (what: string, until: string) =>
  `Too old: ${what} is not patched since ${until}; what a newer one saves is unknown.`;
const python = (what: string, since: string) =>
  `Too old: Python ${what} is out of support since ${since}; what a newer one saves is unknown.`;
const training113 = old("pytorch-training 1.13", "2024-10-28");
const trainingImage = image("pytorch-training:1.13.1-gpu-py39");

const cases: readonly Case[] = [
  {
    when: "trainings of either kind and trials use an old image",
    given: [
      training({ algorithmSpecification: { trainingImage } }),
      trainingOfOurs({ AlgorithmSpecification: { TrainingImage: trainingImage } }),
      tuning({}, { algorithmSpecification: { trainingImage } }),
    ],
    says: [training113, training113, training113],
  },
  {
    when: "models use old images",
    given: [
      served("pytorch-inference-graviton:2.0.1-cpu-py310"),
      model({ containers: [{ image: image("pytorch-inference:2.2-cpu-py310") }, {}] }),
    ],
    says: [old("pytorch-inference-graviton 2.0", "2024-03-15"), old("pytorch-inference 2.2", "2025-01-30")],
  },
  {
    when: "models use images of TensorFlow that are older than any with a known day",
    given: [served("tensorflow-inference:2.16.1-cpu"), served("tensorflow-inference:2.3.0-cpu-py37")],
    says: [
      old("tensorflow-inference 2.16", "2025-03-07"),
      old("tensorflow-inference 2.3 is older than 2.14, which", "2024-09-26"),
    ],
  },
  {
    when: "XGBoost and scikit-learn are past their patches",
    given: [
      served("sagemaker-xgboost:1.7-1"),
      served("sagemaker-xgboost:0.90-2-cpu-py3"),
      served("sagemaker-scikit-learn:0.20.0-cpu-py3"),
      model({ primaryContainer: { image: "433757028032.dkr.ecr.us-west-2.amazonaws.com/xgboost:latest" } }),
    ],
    settings: { judgedOn: "2026-11-24" },
    says: [
      old("sagemaker-xgboost 1.7", "2025-03-06"),
      old("sagemaker-xgboost 0.90 is older than 1.2, which", "2021-09-20"),
      old("sagemaker-scikit-learn 0.20 is older than 0.23, which", "2021-06-02"),
      old("sagemaker-xgboost 0.72 is older than 1.2, which", "2021-09-20"),
    ],
  },
  {
    when: "an image's own version has no known day, and its Python is past support",
    given: [
      served("huggingface-pytorch-inference:1.7.1-transformers4.6.1-cpu-py36-ubuntu18.04"),
      served("mxnet-inference:1.4.1-cpu-py2"),
      served("pytorch-training:2.10.0-gpu-py39"),
    ],
    settings: { judgedOn: "2026-11-24" },
    says: [
      python("3.6 of huggingface-pytorch-inference 1.7", "2021-12-23"),
      python("2.7 of mxnet-inference 1.4", "2020-01-01"),
      python("3.9 of pytorch-training 2.10", "2025-10-31"),
    ],
  },
  {
    when: "an image names no version of Python, one that is supported, or is somebody else's",
    given: [
      served("mxnet-inference:1.9.0-cpu-py3"),
      served("huggingface-pytorch-inference:2.6.0-cpu-py312"),
      model({ primaryContainer: { image: "example.com/churn:1.0-py36" } }),
      served("sagemaker-xgboost:1.3-1"),
    ],
    settings: { judgedOn: "2026-11-24" },
    says: [],
  },
  {
    when: "the last day is today, and when it was yesterday",
    given: served("pytorch-inference:2.0.1-cpu-py310"),
    settings: { judgedOn: "2024-03-15" },
    says: [],
  },
  {
    when: "the last day was yesterday",
    given: served("pytorch-inference:2.0.1-cpu-py310"),
    settings: { judgedOn: "2024-03-16" },
    says: [old("pytorch-inference 2.0", "2024-03-15")],
  },
  {
    when: "the image is current, not in the table, of somebody else, or by digest",
    given: [
      served("pytorch-training:2.10.0-gpu-py313"),
      served("sagemaker-xgboost:3.2-0"),
      model({ primaryContainer: { image: "example.com/pytorch-inference:1.13.1-cpu" } }),
      model({ primaryContainer: { image: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/xgboost:latest" } }),
      served("pytorch-inference@sha256:0123"),
      model({}),
    ],
    settings: { judgedOn: "2026-11-24" },
    says: [],
  },
  { when: "no image is named", given: [training(), logGroup()], says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(frameworkImage, given, settings)).toEqual(says);
});

it("leaves an image that a preview does not know to the SDK", async () => {
  await expect(judge(frameworkImage, model({ primaryContainer: { image: unknownStringValue } }))).rejects.toThrow(
    "image",
  );
});

import { frameworkImage } from "../../../policies/rules/framework-image";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup, training, trainingOfOurs, tuning } from "../support/resources";

const image = (name: string) => `763104351884.dkr.ecr.eu-north-1.amazonaws.com/${name}`;
const model = (props: unknown) => ({ type: "aws:sagemaker/model:Model", props: props as Record<string, unknown> });
const served = (name: string) => model({ primaryContainer: { image: image(name) } });
const old = (what: string, until: string, maximum = "24 months") =>
  `Too old: ${what} is not patched since ${until}, maximum ${maximum}; what a newer one saves is unknown.`;
const python = (what: string, since: string) =>
  `Too old: Python ${what} is out of support since ${since}, maximum 24 months; what a newer one saves is unknown.`;
const training112 = old("pytorch-training 1.12", "2023-07-01");
const trainingImage = image("pytorch-training:1.12.1-gpu-py38");

const today = { judgedOn: "2026-11-24" };
const mirror = (path: string) =>
  model({ primaryContainer: { image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${path}` } });

const cases: readonly Case[] = [
  {
    when: "trainings of either kind and trials use an old image",
    given: [
      training({ algorithmSpecification: { trainingImage } }),
      trainingOfOurs({ AlgorithmSpecification: { TrainingImage: trainingImage } }),
      tuning({}, { algorithmSpecification: { trainingImage } }),
    ],
    says: [training112, training112, training112],
  },
  {
    when: "models use old images",
    given: [
      served("pytorch-inference-graviton:2.0.1-cpu-py310"),
      model({ containers: [{ image: image("pytorch-inference:2.1-cpu-py310") }, {}] }),
    ],
    settings: today,
    says: [old("pytorch-inference-graviton 2.0", "2024-03-15"), old("pytorch-inference 2.1", "2024-10-04")],
  },
  {
    when: "patches ended less than two years ago, for the last version ever built for serving too",
    given: [
      served("pytorch-inference:2.2-cpu-py310"),
      served("pytorch-inference:2.6.0-gpu-py312"),
      served("pytorch-inference-graviton:2.4.0-cpu-py311"),
      served("sagemaker-xgboost:3.0-5"),
      served("sagemaker-xgboost:1.7-1"),
      served("sagemaker-scikit-learn:1.4-2"),
    ],
    settings: today,
    says: [],
  },
  {
    when: "security asks for patches at all times",
    given: [served("sagemaker-xgboost:3.0-5"), served("pytorch-inference:2.6.0-gpu-py312")],
    settings: { ...today, maxMonthsUnpatched: 0 },
    says: [
      old("sagemaker-xgboost 3.0", "2026-11-17", "0 months"),
      old("pytorch-inference 2.6", "2026-06-30", "0 months"),
    ],
  },
  {
    when: "one month is agreed",
    given: [served("sagemaker-xgboost:3.0-5"), served("pytorch-inference:2.6.0-gpu-py312")],
    settings: { ...today, maxMonthsUnpatched: 1 },
    says: [old("pytorch-inference 2.6", "2026-06-30", "1 month")],
  },
  {
    when: "models use images of TensorFlow that are older than any with a known day",
    given: [
      served("tensorflow-inference:2.14.1-cpu"),
      served("tensorflow-inference:2.16.1-cpu"),
      served("tensorflow-inference:2.3.0-cpu-py37"),
    ],
    settings: today,
    says: [
      old("tensorflow-inference 2.14", "2024-09-26"),
      old("tensorflow-inference 2.3 is older than 2.14, which", "2024-09-26"),
    ],
  },
  {
    when: "XGBoost and scikit-learn are long past their patches",
    given: [
      served("sagemaker-xgboost:1.5-1"),
      served("sagemaker-xgboost:0.90-2-cpu-py3"),
      served("sagemaker-scikit-learn:0.20.0-cpu-py3"),
      model({ primaryContainer: { image: "433757028032.dkr.ecr.us-west-2.amazonaws.com/xgboost:latest" } }),
    ],
    settings: today,
    says: [
      old("sagemaker-xgboost 1.5", "2023-02-21"),
      old("sagemaker-xgboost 0.90 is older than 1.2, which", "2021-09-20"),
      old("sagemaker-scikit-learn 0.20 is older than 0.23, which", "2021-06-02"),
      old("sagemaker-xgboost 0.72 is older than 1.2, which", "2021-09-20"),
    ],
  },
  {
    when: "an image's own version has no known day, and its Python is long past support",
    given: [
      served("huggingface-pytorch-inference-neuron:1.9.1-transformers4.12.3-neuron-py37"),
      served("mxnet-inference:1.4.1-cpu-py2"),
      served("pytorch-training:2.10.0-gpu-py38"),
    ],
    settings: today,
    says: [
      python("3.7 of huggingface-pytorch-inference-neuron 1.9", "2023-06-27"),
      python("2.7 of mxnet-inference 1.4", "2020-01-01"),
      python("3.8 of pytorch-training 2.10", "2024-10-07"),
    ],
  },
  {
    when: "the Python lost its support less than two years ago",
    given: served("pytorch-training:2.10.0-gpu-py39"),
    settings: today,
    says: [],
  },
  {
    when: "an image for Hugging Face holds an old framework",
    given: [
      served("huggingface-pytorch-tgi-inference:2.0.1-tgi0.9.3-gpu-py39-cu118-ubuntu20.04"),
      served("huggingface-tensorflow-training:2.4.1-transformers4.6.1-gpu-py37"),
      served("huggingface-pytorch-inference:2.6.0-transformers4.49.0-cpu-py312"),
    ],
    settings: today,
    says: [
      old("pytorch-inference 2.0 of huggingface-pytorch-tgi-inference", "2024-03-15"),
      old("tensorflow-training 2.4 of huggingface-tensorflow-training is older than 2.14, which", "2024-09-26"),
    ],
  },
  {
    when: "a copy stands in a registry and path of one's own",
    given: [
      mirror("pytorch-training:1.9.1-gpu-py38-cu111-ubuntu20.04"),
      mirror("team/pytorch-training:1.9.1-gpu-py38-cu111-ubuntu20.04"),
      mirror("team/vision_2/pytorch-training:1.9.1-gpu-py38-cu111-ubuntu20.04"),
      mirror("pytorch-training/churn:1.9.1-gpu"),
      mirror("team/pytorch-training:2.10.0-gpu-py313"),
    ],
    settings: today,
    says: Array<string>(3).fill(old("pytorch-training 1.9 is older than 1.12, which", "2023-07-01")),
  },
  {
    when: "an image names no version of Python, one that is supported, or is somebody else's",
    given: [
      served("mxnet-inference:1.9.0-cpu-py3"),
      served("mxnet-inference:1.9.0-cpu-py312"),
      model({ primaryContainer: { image: "example.com/churn:1.0-py36" } }),
      served("sagemaker-xgboost:1.3-1"),
    ],
    settings: today,
    says: [],
  },
  {
    when: "the last day was two years ago, to the day",
    given: served("pytorch-inference:2.0.1-cpu-py310"),
    settings: { judgedOn: "2026-03-15" },
    says: [],
  },
  {
    when: "the last day was two years and a day ago",
    given: served("pytorch-inference:2.0.1-cpu-py310"),
    settings: { judgedOn: "2026-03-16" },
    says: [old("pytorch-inference 2.0", "2024-03-15")],
  },
  {
    when: "no patches are to be missed, and the last day is today",
    given: served("pytorch-inference:2.0.1-cpu-py310"),
    settings: { judgedOn: "2024-03-15", maxMonthsUnpatched: 0 },
    says: [],
  },
  {
    when: "the months end in one that has no such day",
    given: served("pytorch-inference:2.6.0-gpu-py312"),
    settings: { judgedOn: "2027-02-28", maxMonthsUnpatched: 8 },
    says: [],
  },
  {
    when: "the months ended the day before in one that has no such day",
    given: served("pytorch-inference:2.6.0-gpu-py312"),
    settings: { judgedOn: "2027-03-01", maxMonthsUnpatched: 8 },
    says: [old("pytorch-inference 2.6", "2026-06-30", "8 months")],
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
    settings: today,
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

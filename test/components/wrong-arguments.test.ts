import * as pulumi from "@pulumi/pulumi";
import {
  BatchInference,
  builtin,
  continuous,
  NeoCompilation,
  ServerlessEndpoint,
  TunedTraining,
} from "../../components";
import { plannedCompilation } from "../../components/optimising/neo-compilation";
import { plannedBatch } from "../../components/serving/batch-inference-args";
import { plannedEndpoint } from "../../components/serving/serverless-endpoint";
import { plannedTraining } from "../../components/training/tuned-training-args";
import { deployMocked } from "../support/mock-cloud";

type Component = new (name: string, args: never) => pulumi.ComponentResource;

const model = {
  modelArtifacts: "s3://models/churn/model.tar.gz",
  image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.3-1",
  region: "eu-north-1",
  framework: { name: "XGBOOST", version: "1.3.3" },
};
const training = {
  algorithm: builtin.xgboost(),
  data: { train: "s3://rows/train/", validation: "s3://rows/validation/", region: "eu-north-1" },
  objective: { metric: "validation:auc" },
  search: { eta: continuous(0.01, 0.3) },
};

const components: readonly (readonly [string, Component, object, object])[] = [
  ["TunedTraining", TunedTraining, training, plannedTraining.shape],
  ["NeoCompilation", NeoCompilation, { model, target: "ml_c5" }, plannedCompilation.shape],
  ["BatchInference", BatchInference, { model, input: "s3://rows/new/" }, plannedBatch.shape],
  ["ServerlessEndpoint", ServerlessEndpoint, { model }, plannedEndpoint.shape],
];

/** Nothing that any argument takes. */
const neverFitting = [null, Number.NaN, "", () => 1, [Symbol("stray")]];

/** What is said to each component made of one set of arguments; nothing where it is taken. */
async function saidTo(Kind: Component, sets: readonly unknown[]) {
  const { created, result } = await deployMocked(() =>
    sets.map((args, index) => {
      try {
        new Kind(`churn-${index}`, args as never);
        return undefined;
      } catch (error) {
        return pulumi.ResourceError.isInstance(error) &&
          error.hideStack &&
          error.stack === error.message &&
          error.stack === error.message
          ? error.message
          : `no refusal: ${String(error)}`;
      }
    }),
  );
  return { said: result, types: new Set(created.map(({ type }) => type.split(":")[0])) };
}

describe.each(components)("%s", (_name, Kind, fitting, shape) => {
  it("refuses what never fits in a sentence on the argument, and creates nothing", async () => {
    const wrong = Object.keys(shape).flatMap((argument) => neverFitting.map((value) => [argument, value] as const));
    const { said, types } = await saidTo(
      Kind,
      wrong.map(([argument, value]) => ({ ...fitting, [argument]: value })),
    );
    const names = wrong.map(([argument]) => argument);
    expect(said).toEqual(
      names.map(
        (argument) =>
          expect.stringMatching(new RegExp(`^(Expected|Cannot|Unknown)[^\\n]*\\b${argument}\\b[^\\n]*$`)) as unknown,
      ),
    );
    expect(types).toEqual(new Set(["greenml"]));
  });

  it("refuses a name that it does not know, even without a value, and arguments that are none", async () => {
    const { said } = await saidTo(Kind, [
      { ...fitting, regoin: "eu-north-1" },
      { ...fitting, stray: undefined },
      undefined,
      null,
    ]);
    const known = Object.keys(shape).join(", ");
    expect(said).toEqual([
      `Unknown argument "regoin". Known: ${known}`,
      `Unknown argument "stray". Known: ${known}`,
      "Expected the arguments to be an object, got nothing",
      "Expected the arguments to be an object, got null",
    ]);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type {
  CreateHyperParameterTuningJobCommandInput,
  HyperParameterTuningJobWarmStartType,
} from "@aws-sdk/client-sagemaker";

import { ObjectStore } from "../../../sandbox/s3/object-store";
import type { TuningDocument } from "../../../sandbox/sagemaker/kinds";
import { refuseTuningJob } from "../../../sandbox/sagemaker/refusals/tuning";
import { candidatesOf } from "../../../sandbox/sagemaker/tuning/definitions";
import { newTrial } from "../../../sandbox/sagemaker/tuning/new-trial";
import { ObjectState } from "../../../sandbox/sagemaker/state/object-state";

import { definition, tuningConfig, tuningRequest } from "./requests";

const home = mkdtempSync(join(tmpdir(), "greenml-warm-start-"));
const scope = { account: "123456789012", region: "eu-north-1" };
const objects = new ObjectState(join(home, "sagemaker"));
const store = new ObjectStore(join(home, "s3"));
afterAll(() => {
  rmSync(home, { recursive: true });
});

let parents = 0;
const noRanges = { ContinuousParameterRanges: [], IntegerParameterRanges: [] };
const eta = { Name: "eta", MinValue: "0.01", MaxValue: "0.3" };
const depth = { Name: "max_depth", MinValue: "3", MaxValue: "9" };

/** Stores a finished parent and asks for its child. @returns what the API says */
function said(
  parent: Partial<TuningDocument>,
  child: Partial<CreateHyperParameterTuningJobCommandInput> = {},
  { type = "TransferLearning", trials = 0 }: { type?: HyperParameterTuningJobWarmStartType; trials?: number } = {},
): string {
  const HyperParameterTuningJobName = `parent-${++parents}`;
  const asked = { ...tuningRequest(), HyperParameterTuningJobName } as TuningDocument;
  const document = { ...asked, HyperParameterTuningJobStatus: "Completed" as const, CreationTime: parents, ...parent };
  objects.create({ kind: "tuning", scope, document });
  const [candidate] = candidatesOf(document);
  for (let number = 0; candidate !== undefined && number < trials; number++) {
    const name = `${HyperParameterTuningJobName}-${number}`;
    objects.create(newTrial(scope, document, name, candidate, {}, parents));
  }
  const WarmStartConfig = {
    WarmStartType: type,
    ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName }],
  };
  try {
    refuseTuningJob({ ...tuningRequest({ WarmStartConfig, ...child }) }, { scope, objects, store });
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a warm start", () => {
  test("is accepted of a parent that fits", () => {
    expect(said({})).toBe("accepted");
    expect(said({}, {}, { type: "IdenticalDataAndAlgorithm" })).toBe("accepted");
  });

  test("is refused of a parent that still runs, or seeks something else", () => {
    expect(said({ HyperParameterTuningJobStatus: "InProgress" })).toMatch(/is not in a terminal state: InProgress/);
    const seeking = (Type: "Minimize" | "Maximize", MetricName: string) => ({
      HyperParameterTuningJobConfig: tuningConfig({ HyperParameterTuningJobObjective: { Type, MetricName } }),
    });
    expect(said({}, seeking("Minimize", "validation:logloss"))).toMatch(
      /has another objective metric: validation:auc\./,
    );
    expect(said({}, seeking("Minimize", "validation:auc"))).toMatch(/has another objective type: Maximize\./);
  });

  test("keeps image and data where it promises identical ones", () => {
    const other = definition();
    const image = { ...other.AlgorithmSpecification, TrainingImage: "mine:2" };
    const MetricDefinitions = [{ Name: "validation:auc", Regex: "auc=([0-9.]+)" }];
    const changed = {
      TrainingJobDefinition: definition({
        AlgorithmSpecification: { ...image, TrainingInputMode: "File", MetricDefinitions },
      }),
    };
    expect(said({}, changed, { type: "IdenticalDataAndAlgorithm" })).toMatch(/has another training image/);
    expect(said({}, changed)).toBe("accepted");
  });

  test("keeps the number and the types of hyperparameters", () => {
    const fewer = tuningConfig({ ParameterRanges: { ContinuousParameterRanges: [eta] } });
    expect(said({}, { HyperParameterTuningJobConfig: fewer })).toMatch(/has 4 hyperparameters.*the new job has 3/);
    const retyped = tuningConfig({
      ParameterRanges: { ...noRanges, ContinuousParameterRanges: [eta, { ...depth, ScalingType: "Linear" }] },
    });
    expect(said({}, { HyperParameterTuningJobConfig: retyped })).toMatch(
      /has the hyperparameter "max_depth" as integer/,
    );
    const moved = {
      HyperParameterTuningJobConfig: fewer,
      TrainingJobDefinition: definition({
        StaticHyperParameters: { ...definition().StaticHyperParameters, max_depth: "6" },
      }),
    };
    expect(said({}, moved)).toBe("accepted");
  });

  test("counts the parents' trials with its own", () => {
    const limits = (MaxNumberOfTrainingJobs: number) => ({
      HyperParameterTuningJobConfig: tuningConfig({
        ResourceLimits: { MaxNumberOfTrainingJobs, MaxParallelTrainingJobs: 1 },
      }),
    });
    expect(said({}, limits(497), { trials: 3 })).toBe("accepted");
    expect(said({}, limits(498), { trials: 3 })).toMatch(/and its parents, 501, exceeds the limit of 500/);
  });
});

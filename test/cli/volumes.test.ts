import {
  gigabytes,
  hours,
  notebookMonthFootprint,
  processingFootprint,
  trainingFootprint,
  tuningFootprint,
} from "../../carbon";
import { likely, resource, scratch, training, type EstimatedRow } from "./estimating";

const { state, usage, estimated } = scratch();

const region = "us-east-1";
const machines = { instanceType: "ml.m5.xlarge", instanceCount: 2 };
const later = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const only = async (one: object, says?: string): Promise<EstimatedRow> => {
  const [found] = (await estimated(state(one), ...(says === undefined ? [] : ["--usage", usage(`it: ${says}`)])))
    .estimated;
  if (found === undefined) throw new Error("Expected one thing estimated, got none");
  return found;
};
const job = (volumeSizeInGb: unknown, more: object = {}) =>
  resource(training, "it", { region, resourceConfig: { ...machines, volumeSizeInGb, ...more } });

describe("the volume of each machine of a job", () => {
  const kept = { region, ...machines, volumeGigabytes: gigabytes(100) };
  const pascal = { InstanceType: "ml.m5.xlarge", InstanceCount: 2, VolumeSizeInGB: 100 };
  const trained = trainingFootprint({ ...kept, hours: hours(2) });

  test("is there for the hours of a run", async () => {
    const { costUsd, embodiedGrams, what } = await only(job(100), "{ hours: 2 }");
    // 2 machines x 2 h x 0.23 USD, and 100 GB x 0.08 USD x 4 h / 730 h
    expect(likely(costUsd)).toBeCloseTo(0.92 + 0.0438356, 7);
    expect(embodiedGrams).toEqual(trained.embodied);
    expect(what).toBe("training on 2 x ml.m5.xlarge");
  });

  test("counts for jobs of this package, processing jobs and searches too", async () => {
    const ours = resource("greenml:jobs:TrainingJob", "it", { region, request: { ResourceConfig: pascal } });
    expect((await only(ours, "{ hours: 2 }")).emissionsGrams).toEqual(trained.emissions);
    const clean = resource("aws-native:sagemaker:ProcessingJob", "it", {
      region,
      processingResources: { clusterConfig: { ...machines, volumeSizeInGb: 100 } },
    });
    expect((await only(clean, "{ hours: 2 }")).emissionsGrams).toEqual(
      processingFootprint({ ...kept, hours: hours(2) }).emissions,
    );
    const search = resource("greenml:jobs:HyperParameterTuningJob", "it", {
      region,
      request: {
        HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 4 } },
        TrainingJobDefinition: { ResourceConfig: pascal },
      },
    });
    expect((await only(search, "{ hoursPerTrial: 1 }")).emissionsGrams).toEqual(
      tuningFootprint({ ...kept, trials: 4, hoursPerTrial: hours(1) }).emissions,
    );
  });

  test("counts for every group of machines", async () => {
    const groups = [
      { instanceGroupName: "a", instanceType: "ml.m5.xlarge", instanceCount: 1 },
      { instanceGroupName: "b", instanceType: "ml.m5.xlarge", instanceCount: 1 },
    ];
    const several = resource(training, "it", {
      region,
      resourceConfig: { instanceGroups: groups, volumeSizeInGb: 100 },
    });
    expect(likely((await only(several, "{ hours: 2 }")).costUsd)).toBeCloseTo(0.92 + 0.0438356, 7);
  });

  test("whose size is known only later is said not to count, and the job still does", async () => {
    const found = await only(job(later), "{ hours: 2 }");
    expect(found.what).toBe("training on 2 x ml.m5.xlarge (volume not known yet)");
    expect(found.emissionsGrams).toEqual(trainingFootprint({ region, ...machines, hours: hours(2) }).emissions);
  });

  test("is none where the machines have disks of their own", async () => {
    const cards = { instanceType: "ml.g5.xlarge", instanceCount: 1 };
    expect((await only(job(100, cards), "{ hours: 2 }")).emissionsGrams).toEqual(
      trainingFootprint({ region, ...cards, hours: hours(2) }).emissions,
    );
  });
});

describe("the volume of a notebook", () => {
  const notebook = (inputs: object) =>
    resource("aws:sagemaker/notebookInstance:NotebookInstance", "it", {
      region,
      instanceType: "ml.m5.xlarge",
      ...inputs,
    });

  test("is AWS's own where it names none", async () => {
    const { costUsd, emissionsGrams } = await only(notebook({}), "{ hoursPerMonth: 100 }");
    // 100 h x 0.23 USD, and 5 GB x 0.08 USD
    expect(likely(costUsd)).toBeCloseTo(23.4, 9);
    const month = { region, instanceType: "ml.m5.xlarge", hoursPerMonth: hours(100), volumeGigabytes: gigabytes(5) };
    expect(emissionsGrams).toEqual(notebookMonthFootprint(month).emissions);
  });

  test("whose size is known only later is said not to count", async () => {
    const { costUsd, what } = await only(notebook({ volumeSize: later }), "{ hoursPerMonth: 100 }");
    expect(what).toBe("notebook (volume not known yet) on ml.m5.xlarge");
    expect(likely(costUsd)).toBeCloseTo(23, 9);
  });
});

import { importJob } from "../../jobs/import-job";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import { trainingJob } from "../../jobs/training-job";
import { awsError, fakeContext, FakeSageMaker } from "./fake-sagemaker";
import { tuningRequest } from "./requests";

let aws: FakeSageMaker;
beforeEach(() => {
  aws = new FakeSageMaker();
});

test("reads back the request, without what AWS and we have added", async () => {
  const request = tuningRequest({}, { StaticHyperParameters: { num_round: "100", _tuning_objective_metric: "auc" } });
  const tags = [
    { Key: "team", Value: "a" },
    { Key: "greenml:owner", Value: "mine" },
    { Key: "aws:cloudformation:stack-name", Value: "x" },
  ];
  aws.put("HyperParameterTuningJob", "churn-0123456789", { ...request, Tags: tags }).status = "Completed";
  const imported = await importJob(hyperParameterTuningJob, "eu-north-1", "churn-0123456789", fakeContext());
  expect(imported).toEqual({
    arn: aws.only().arn,
    namePrefix: "churn",
    request: { ...tuningRequest(), Tags: [{ Key: "team", Value: "a" }] },
  });
});

test("finds nothing where there is no job, and says AWS's words when it may not look", async () => {
  expect(await importJob(trainingJob, "eu-north-1", "churn", fakeContext())).toBeUndefined();
  aws.fail("DescribeTrainingJob", awsError("AccessDeniedException", "not authorized"));
  await expect(importJob(trainingJob, "eu-north-1", "churn", fakeContext())).rejects.toThrow(
    'AWS refused to describe the training job "churn" in eu-north-1: not authorized (AccessDeniedException).',
  );
});

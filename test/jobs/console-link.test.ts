import { consoleLink } from "../../jobs/console-link";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";

test.each([
  ["eu-north-1", "https://eu-north-1.console.aws.amazon.com/sagemaker/home?region=eu-north-1#/hyper-tuning-jobs/churn"],
  ["cn-north-1", "https://console.amazonaws.cn/sagemaker/home?region=cn-north-1#/hyper-tuning-jobs/churn"],
  [
    "us-gov-west-1",
    "https://console.amazonaws-us-gov.com/sagemaker/home?region=us-gov-west-1#/hyper-tuning-jobs/churn",
  ],
])("leads to the job in the console of %s", (region, link) => {
  expect(consoleLink(hyperParameterTuningJob, region, "churn")).toBe(link);
});

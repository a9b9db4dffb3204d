"""Creates, follows and stops a training job with boto3, and collects what the service refuses; prints one JSON document."""

import json
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = "eu-north-1"
CONFIG = Config(retries={"max_attempts": 1}, parameter_validation=False)
sagemaker = boto3.client("sagemaker", region_name=REGION, config=CONFIG)
s3 = boto3.client("s3", region_name=REGION, config=CONFIG)
ROLE = "arn:aws:iam::123456789012:role/notebook"
IMAGE = "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def request(**changes):
    body = {
        "TrainingJobName": "from-python",
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "RoleArn": ROLE,
        "HyperParameters": {"num_round": "5", "objective": "reg:squarederror"},
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "ContentType": "text/csv",
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://boto-data/train/"}},
            }
        ],
        "OutputDataConfig": {"S3OutputPath": "s3://boto-data/models"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 5},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }
    body.update(changes)
    return {key: value for key, value in body.items() if value is not None}


def refusal(**changes):
    try:
        sagemaker.create_training_job(**request(**changes))
    except ClientError as error:
        return {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}
    return None


def follow(name, until):
    seen = []
    deadline = time.time() + 120
    while time.time() < deadline:
        status = sagemaker.describe_training_job(TrainingJobName=name)
        word = status["TrainingJobStatus"]
        if not seen or seen[-1] != word:
            seen.append(word)
        if word in until:
            return seen, status
        time.sleep(0.05)
    raise TimeoutError(f"{name} is still {seen[-1]}")


s3.create_bucket(Bucket="boto-data", CreateBucketConfiguration={"LocationConstraint": REGION})
s3.put_object(Bucket="boto-data", Key="train/rows.csv", Body="".join(f"{i % 7},{i},{i * i}\n" for i in range(500)))

arn = sagemaker.create_training_job(**request())["TrainingJobArn"]
finished, described = follow("from-python", {"Completed", "Failed"})
artefact = s3.list_objects_v2(Bucket="boto-data", Prefix="models/from-python/").get("Contents", [])

sagemaker.create_training_job(**request(TrainingJobName="to-be-stopped", HyperParameters={"num_round": "500000", "objective": "reg:squarederror"}))
sagemaker.stop_training_job(TrainingJobName="to-be-stopped")
stopped, _ = follow("to-be-stopped", {"Stopped", "Completed", "Failed"})

json.dump(
    {
        "arn": arn,
        "statuses": finished,
        "failureReason": described.get("FailureReason"),
        "transitions": [one["Status"] for one in described["SecondaryStatusTransitions"]],
        "artefacts": [one["Key"] for one in artefact],
        "stopped": stopped[-1],
        "badName": refusal(TrainingJobName="not a name!!"),
        "badEnum": refusal(TrainingJobName="x", ResourceConfig={"InstanceType": "ml.m5.huge", "InstanceCount": 1, "VolumeSizeInGB": 5}),
        "missing": refusal(TrainingJobName="x", RoleArn=None),
        "spotWithoutWait": refusal(TrainingJobName="x", EnableManagedSpotTraining=True),
        "taken": refusal(),
    },
    sys.stdout,
)

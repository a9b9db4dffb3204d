import { dynamodbTable } from "./dynamodb-table";
import { ec2Instance } from "./ec2-instance";
import { endpoint } from "./endpoint";
import { nothing, untold, type Recogniser, type Unestimated } from "./finding";
import { inferenceComponent } from "./inference-component";
import { lambdaFunction } from "./lambda";
import { ebsVolume, storage } from "./storage";
import { app, notebookInstance, space } from "./studio";
import { trainingJob, trainingJobOfOurs } from "./training-job";
import { transformJobOfOurs } from "./transform-job";
import { transformSchedule } from "./transform-schedule";
import { tuningJob, tuningJobOfOurs } from "./tuning-job";

/** Types that run on machines. */
export const recognisers: Readonly<Record<string, Recogniser>> = {
  "aws:dynamodb/table:Table": dynamodbTable,
  "aws:ebs/volume:Volume": ebsVolume,
  "aws:ec2/instance:Instance": ec2Instance,
  "aws:ecr/repository:Repository": storage("ecr", "images"),
  "aws:efs/fileSystem:FileSystem": storage("efs", "EFS file system"),
  "aws-native:sagemaker:InferenceComponent": inferenceComponent,
  "aws:lambda/function:Function": lambdaFunction,
  "aws:s3/bucket:Bucket": storage("s3", "S3 bucket"),
  "aws:s3/bucketV2:BucketV2": storage("s3", "S3 bucket"),
  "aws:sagemaker/app:App": app,
  "aws:sagemaker/endpoint:Endpoint": endpoint,
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": tuningJob,
  "aws:sagemaker/notebookInstance:NotebookInstance": notebookInstance,
  "aws:sagemaker/space:Space": space,
  "aws:sagemaker/trainingJob:TrainingJob": trainingJob,
  "aws:scheduler/schedule:Schedule": transformSchedule,
  "greenml:jobs:HyperParameterTuningJob": tuningJobOfOurs,
  "greenml:jobs:TrainingJob": trainingJobOfOurs,
  "greenml:jobs:TransformJob": transformJobOfOurs,
};

/** What is said of a resource of any other type. */
export function otherwise(type: string, custom: boolean): Unestimated {
  if (type.startsWith("pulumi:")) return nothing("Pulumi's own");
  if (!custom) return nothing("a component, counted through its children");
  return spoken[type] ?? byPattern(type);
}

const withEndpoint = nothing("counted with the endpoint that uses it");
const withJob = nothing("counted with its job");
const spoken: Readonly<Record<string, Unestimated>> = {
  "aws:sagemaker/domain:Domain": nothing("its apps run on machines, and count by themselves"),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": withEndpoint,
  "aws:sagemaker/featureGroup:FeatureGroup": untold("storage of a feature group is not estimated"),
  "aws:sagemaker/labelingJob:LabelingJob": untold("people label: the machines behind it are not known"),
  "aws:sagemaker/mlflowApp:MlflowApp": untold("AWS does not say what an MLflow App runs on"),
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": untold("AWS does not say what a tracking server runs on"),
  "aws:sagemaker/model:Model": withEndpoint,
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": untold("its runs are not in the input"),
  "aws:sagemaker/pipeline:Pipeline": untold("a pipeline bills nothing itself; its runs are not in the input"),
  "greenml:jobs:CompilationJob": untold("AWS does not say what Neo compiles on"),
  "greenml:jobs:CompilationJobCompletion": withJob,
  "greenml:jobs:HyperParameterTuningJobCompletion": withJob,
  "greenml:jobs:TrainingJobCompletion": withJob,
  "greenml:jobs:TransformJobCompletion": withJob,
};

function byPattern(type: string): Unestimated {
  if (/^aws:(iam|kms|scheduler|appautoscaling)\//.test(type)) return nothing("a setting");
  if (
    /^aws:(s3|ec2|ecr|lambda|cloudwatch|dynamodb|sagemaker|efs)\/.*(Policy|Configuration|AccessBlock|Permission|Versioning|Attachment|Association|Rule|Target|LifecyclePolicy|Subnet|Vpc|SecurityGroup|Alarm|Dashboard)[A-Za-z]*$/.test(
      type,
    )
  )
    return nothing("a setting");
  if (/^aws:s3\/bucketObject/.test(type)) return nothing("counted with its bucket");
  if (type === "aws:cloudwatch/logGroup:LogGroup") return untold("storage of logs is not estimated");
  return untold("greenml does not know this type");
}

import { bucketReplication } from "./bucket-replication";
import { dynamodbTable } from "./dynamodb-table";
import { ec2Instance } from "./ec2-instance";
import { endpoint } from "./endpoint";
import { featureGroup } from "./feature-group";
import { nothing, untold, type Recogniser, type Unestimated } from "./finding";
import { inferenceComponent } from "./inference-component";
import { lambdaFunction } from "./lambda";
import { monitoringSchedule } from "./monitoring-schedule";
import { natGateway } from "./nat-gateway";
import { pipeline } from "./pipeline";
import { processingJob } from "./processing-job";
import { sagemakerTypes } from "./sagemaker-types";
import { schedule } from "./schedule";
import { ebsVolume, storage } from "./storage";
import { app, notebookInstance, space } from "./studio";
import { trainingJob, trainingJobOfOurs } from "./training-job";
import { transformJobOfOurs } from "./transform-job";
import { tuningJob, tuningJobOfOurs } from "./tuning-job";

/** Types that run on machines. */
export const recognisers: Readonly<Record<string, Recogniser>> = {
  "aws:dynamodb/table:Table": dynamodbTable,
  "aws:ebs/volume:Volume": ebsVolume,
  "aws:ec2/instance:Instance": ec2Instance,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ecr/repository:Repository": storage("ecr", "images"),
  "aws:efs/fileSystem:FileSystem": storage("efs", "EFS file system"),
  "aws-native:sagemaker:InferenceComponent": inferenceComponent,
  "aws-native:sagemaker:ProcessingJob": processingJob,
  "aws:lambda/function:Function": lambdaFunction,
  "aws:s3/bucket:Bucket": storage("s3", "S3 bucket"),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": bucketReplication,
  "aws:s3/bucketV2:BucketV2": storage("s3", "S3 bucket"),
  "aws:sagemaker/app:App": app,
  "aws:sagemaker/domain:Domain": storage("efs", "files of the domain"),
  "aws:sagemaker/endpoint:Endpoint": endpoint,
  "aws:sagemaker/featureGroup:FeatureGroup": featureGroup,
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": tuningJob,
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": monitoringSchedule,
  "aws:sagemaker/notebookInstance:NotebookInstance": notebookInstance,
  "aws:sagemaker/pipeline:Pipeline": pipeline,
  "aws:sagemaker/space:Space": space,
  "aws:sagemaker/trainingJob:TrainingJob": trainingJob,
  "aws:scheduler/schedule:Schedule": schedule,
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

const withJob = nothing("counted with its job");
const spoken: Readonly<Record<string, Unestimated>> = {
  ...sagemakerTypes,
  "aws:cloudwatch/logGroup:LogGroup": untold("storage of logs is not estimated"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": untold("AWS does not say what an endpoint of a network runs on"),
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
  return untold("greenml does not know this type");
}

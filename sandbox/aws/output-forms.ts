import { isObject, type Value } from "./values";

/** What a form may ask for: text of a property or placeholder, and whether a property is set at all. */
export interface FormScope {
  readonly text: (name: string) => string;
  readonly value: (name: string) => Value | undefined;
  /** Puts `{placeholders}` into text. */
  readonly fill: (format: string) => string;
}

/** Ids and outputs the facts describe in words, by type and property (`id` is the physical id). */
export const outputForms: Readonly<Record<string, (scope: FormScope) => Value>> = {
  ...bucketSettings(),
  "aws:sagemaker/domain:Domain singleSignOnApplicationArn": () => "",
  "aws:sagemaker/domain:Domain singleSignOnManagedApplicationInstanceId": () => "",
  "aws:sagemaker/userProfile:UserProfile homeEfsFileSystemUid": ({ text }) => text("number"),
  "aws:sagemaker/space:Space homeEfsFileSystemUid": ({ text }) => text("number"),
  "aws:sagemaker/space:Space url": ({ fill }) =>
    fill("https://{domainId}.studio.{region}.sagemaker.aws/jupyterlab/default/"),
  "aws:sagemaker/app:App arn": ({ fill, text, value }) => {
    const owner = value("userProfileName") === undefined ? text("spaceName") : text("userProfileName");
    const path = `${text("domainId")}/${owner}/${text("appType").toLowerCase()}/${text("appName")}`;
    return fill(`arn:{partition}:sagemaker:{region}:{account}:app/${path}`);
  },
  "aws:sagemaker/pipeline:Pipeline arn": ({ fill, text }) =>
    fill(`arn:{partition}:sagemaker:{region}:{account}:pipeline/${text("pipelineName").toLowerCase()}`),
  "aws:lambda/function:Function lastModified": ({ text }) => text("lambdaTime"),
  "aws:lambda/function:Function version": ({ value }) => (value("publish") === true ? "1" : "$LATEST"),
  "aws:lambda/functionUrl:FunctionUrl id": ({ text, value }) =>
    value("qualifier") === undefined ? text("functionName") : `${text("functionName")}/${text("qualifier")}`,
  "aws:lambda/layerVersion:LayerVersion createdDate": ({ text }) => text("lambdaTime"),
  "aws:dynamodb/table:Table streamLabel": ({ text, value }) =>
    value("streamEnabled") === true ? text("streamTime") : "",
  "aws:dynamodb/table:Table streamArn": ({ fill, value }) =>
    value("streamEnabled") === true
      ? fill("arn:{partition}:dynamodb:{region}:{account}:table/{name}/stream/{streamLabel}")
      : "",
  "aws:cloudwatch/eventRule:EventRule id": ({ text }) => onBus(text, "/", text("name")),
  "aws:cloudwatch/eventRule:EventRule arn": ({ fill, text }) =>
    fill(`arn:{partition}:events:{region}:{account}:rule/${onBus(text, "/", text("name"))}`),
  "aws:cloudwatch/eventTarget:EventTarget id": ({ text }) => onBus(text, "-", `${text("rule")}-${text("targetId")}`),
  "aws:cloudwatch/logGroup:LogGroup arn": ({ fill }) =>
    fill("arn:{partition}:logs:{region}:{account}:log-group:{name}"),
  "aws:appautoscaling/policy:Policy alarmArns": ({ fill, value }) =>
    value("policyType") === "TargetTrackingScaling"
      ? ["AlarmHigh", "AlarmLow"].map((side) =>
          fill(`arn:{partition}:cloudwatch:{region}:{account}:alarm:TargetTracking-{resourceId}-${side}-{uuid}`),
        )
      : [],
  "aws:s3/bucketObjectv2:BucketObjectv2 versionId": () => "",
  "aws:s3/bucketObject:BucketObject versionId": () => "",
  "aws:sns/topicSubscription:TopicSubscription pendingConfirmation": ({ text, value }) => {
    const protocol = text("protocol");
    return protocol.startsWith("email") || (protocol.startsWith("http") && value("endpointAutoConfirms") !== true);
  },
  "aws:apigatewayv2/api:Api apiEndpoint": ({ fill, value }) =>
    fill(`${value("protocolType") === "WEBSOCKET" ? "wss" : "https"}://{id}.execute-api.{region}.amazonaws.com`),
  "aws:apigatewayv2/integration:Integration integrationResponseSelectionExpression": () => "",
  "aws:apigatewayv2/stage:Stage invokeUrl": ({ fill, text }) =>
    fill(`https://{apiId}.execute-api.{region}.amazonaws.com/${text("name") === "$default" ? "" : text("name")}`),
  "aws:sfn/stateMachine:StateMachine stateMachineVersionArn": ({ text, value }) =>
    value("publish") === true ? `${text("arn")}:1` : "",
  "aws:ec2/eip:Eip associationId": ({ fill, text, value }) =>
    ["instance", "networkInterface"].some((name) => value(name) !== undefined && text(name) !== "")
      ? fill("eipassoc-{hex17}")
      : "",
  "aws:ec2/eip:Eip publicDns": ({ fill, text }) => {
    const zone = text("region") === "us-east-1" ? "compute-1" : "{region}.compute";
    return fill(`ec2-${text("publicIp").replaceAll(".", "-")}.${zone}.amazonaws.com`);
  },
  "aws:efs/fileSystem:FileSystem name": ({ value }) => {
    const tags = value("tags");
    return isObject(tags) ? (tags["Name"] ?? "") : "";
  },
  ...buckets(),
};

/** Regions where a bucket's website address has a hyphen: those opened before 2014. */
const hyphenated = new Set([
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
  "us-gov-west-1",
]);

function buckets(): Readonly<Record<string, (scope: FormScope) => Value>> {
  const domain = ({ text }: FormScope) =>
    `s3-website${hyphenated.has(text("region")) ? "-" : "."}${text("region")}.amazonaws.com`;
  const website = ({ value }: FormScope) => value("website") !== undefined;
  return {
    "aws:s3/bucket:Bucket websiteDomain": (scope) => (website(scope) ? domain(scope) : ""),
    "aws:s3/bucket:Bucket websiteEndpoint": (scope) =>
      website(scope) ? `${scope.text("bucket")}.${domain(scope)}` : "",
  };
}

function bucketSettings(): Readonly<Record<string, (scope: FormScope) => Value>> {
  const settings = ["bucketLifecycleConfiguration", "bucketServerSideEncryptionConfiguration", "bucketVersioning"];
  return Object.fromEntries(
    settings.map((name) => [
      `aws:s3/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)} id`,
      ({ text, value }: FormScope) =>
        typeof value("expectedBucketOwner") === "string" && value("expectedBucketOwner") !== ""
          ? `${text("bucket")},${text("expectedBucketOwner")}`
          : text("bucket"),
    ]),
  );
}

function onBus(text: (name: string) => string, separator: string, name: string): string {
  const bus = text("eventBusName");
  return bus === "default" ? name : `${bus}${separator}${name}`;
}

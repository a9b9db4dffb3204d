import { toRequest } from "./casing";
import { AwsError, type Behaviour, type Work } from "./cloud";
import { isAbsent, SageMaker } from "./sagemaker";
import { isObject, sameValue, type Properties, type Value } from "./values";

/** Operations and names of a type that lives on the SageMaker server. */
export interface ServedType {
  readonly create: string;
  readonly describe: string;
  readonly remove: string;
  /** The API's name for the physical name. */
  readonly key: string;
  readonly answer: string;
  /** Inputs whose API name differs by more than case. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** Inputs that are the provider's own, not the API's. */
export const ownInputs = new Set([
  "region",
  "tags",
  "timeouts",
  "namePrefix",
  "deleteModelPackagesOnDestroy",
  "deleteVpcEnisOnDestroy",
]);

/** The types whose resources live on the SageMaker server. */
export const served = {
  "aws:sagemaker/model:Model": {
    create: "CreateModel",
    describe: "DescribeModel",
    remove: "DeleteModel",
    key: "ModelName",
    answer: "ModelArn",
    renamed: { name: "ModelName" },
  },
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
    create: "CreateEndpointConfig",
    describe: "DescribeEndpointConfig",
    remove: "DeleteEndpointConfig",
    key: "EndpointConfigName",
    answer: "EndpointConfigArn",
    renamed: { name: "EndpointConfigName", kmsKeyArn: "KmsKeyId" },
  },
  "aws:sagemaker/endpoint:Endpoint": {
    create: "CreateEndpoint",
    describe: "DescribeEndpoint",
    remove: "DeleteEndpoint",
    key: "EndpointName",
    answer: "EndpointArn",
    renamed: { name: "EndpointName" },
  },
  "aws:sagemaker/trainingJob:TrainingJob": {
    create: "CreateTrainingJob",
    describe: "DescribeTrainingJob",
    remove: "DeleteTrainingJob",
    key: "TrainingJobName",
    answer: "TrainingJobArn",
    renamed: {},
  },
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": {
    create: "CreateHyperParameterTuningJob",
    describe: "DescribeHyperParameterTuningJob",
    remove: "DeleteHyperParameterTuningJob",
    key: "HyperParameterTuningJobName",
    answer: "HyperParameterTuningJobArn",
    renamed: { name: "HyperParameterTuningJobName", config: "HyperParameterTuningJobConfig" },
  },
} as const satisfies Record<string, ServedType>;

/** Create, describe, delete; tags alone change. */
export function plainType(type: ServedType): Behaviour {
  return {
    create: (work) => create(type, work),
    update: async (work, old) => {
      await changeTags(work, old);
      return {};
    },
    read: async (work) =>
      (await new SageMaker(work).find(type.describe, keyOf(type, work))) === undefined ? undefined : {},
    delete: (work) => remove(type, work),
  };
}

/** Asks for the thing, with its tags; answers its ARN. */
export async function create(type: ServedType, work: Work): Promise<Properties> {
  const request = toRequest(type.create, requestInputs(work), type.renamed);
  const tags = tagList(work.outputs["tagsAll"]);
  const answer = await new SageMaker(work).call(type.create, tags.length === 0 ? request : { ...request, Tags: tags });
  const arn = answer[type.answer];
  return arn === undefined ? {} : { arn };
}

/** Asks for the removal; what is gone already is fine. */
export async function remove(type: ServedType, work: Work): Promise<void> {
  try {
    await new SageMaker(work).call(type.remove, keyOf(type, work));
  } catch (error) {
    if (!(error instanceof AwsError) || !isAbsent(error)) throw error;
  }
}

/** Waits until nothing is described any more. */
export async function untilGone(type: ServedType, work: Work, seconds: number): Promise<void> {
  await new SageMaker(work).wait(type.describe, keyOf(type, work), seconds, (seen) => seen === undefined);
}

/** Brings the tags on AWS to those of the program. */
export async function changeTags(work: Work, old: Properties): Promise<void> {
  const [before, after] = [tagList(old["tagsAll"]), tagList(work.outputs["tagsAll"])];
  const arn = work.outputs["arn"] ?? "";
  const gone = before.filter(({ Key }) => !after.some((tag) => tag.Key === Key)).map(({ Key }) => Key);
  const api = new SageMaker(work);
  if (gone.length > 0) await api.call("DeleteTags", { ResourceArn: arn, TagKeys: gone });
  if (after.length > 0 && !sameValue(before, after)) await api.call("AddTags", { ResourceArn: arn, Tags: after });
}

function tagList(tags: Value | undefined): { Key: string; Value: string }[] {
  if (!isObject(tags)) return [];
  return Object.entries(tags).map(([Key, value]) => ({ Key, Value: typeof value === "string" ? value : "" }));
}

/** The inputs with names the provider made; empty ones are not sent, as the provider leaves them out. */
export function requestInputs({ type, outputs }: Work): Properties {
  const names = Object.keys(type.fact.inputs).filter((name) => !ownInputs.has(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = outputs[name];
      return value === undefined || value === null || value === "" ? [] : [[name, value] as const];
    }),
  );
}

/** The request that names the thing. */
export function keyOf({ key }: ServedType, { id }: Work): Properties {
  return { [key]: id };
}

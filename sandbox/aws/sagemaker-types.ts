import { AwsError, HalfMade, type Behaviour, type Work } from "./cloud";
import { toRequest } from "./casing";
import { uniqueName } from "./outputs";
import { isAbsent, SageMaker } from "./sagemaker";
import { isObject, sameValue, textOf, type Properties, type Value } from "./values";

/** Operations and names of a type that lives on the SageMaker server. */
interface ServedType {
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

/** How the served types are made, changed and removed, with the waits of the real provider. */
export const sagemakerBehaviours: Readonly<Record<string, Behaviour>> = {
  "aws:sagemaker/model:Model": plainType(served["aws:sagemaker/model:Model"]),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
    ...plainType(served["aws:sagemaker/endpointConfiguration:EndpointConfiguration"]),
    prepare: ({ inputs }) => Promise.resolve(namedVariants(inputs)),
  },
  "aws:sagemaker/endpoint:Endpoint": endpointType(served["aws:sagemaker/endpoint:Endpoint"]),
  "aws:sagemaker/trainingJob:TrainingJob": trainingType(served["aws:sagemaker/trainingJob:TrainingJob"]),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": tuningType(
    served["aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"],
  ),
};

/** The provider names variants that the program left without a name. */
function namedVariants({ productionVariants: variants }: Properties): Properties {
  if (!Array.isArray(variants)) return {};
  const named = variants.map((one) =>
    isObject(one) ? { ...one, variantName: one["variantName"] ?? uniqueName("terraform-") } : one,
  );
  return { productionVariants: named };
}

/** Create, describe, delete; tags alone change. */
function plainType(type: ServedType): Behaviour {
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

/** Create and update wait until the endpoint serves, delete until it is gone. */
function endpointType(type: ServedType): Behaviour {
  const inService = async (work: Work) => {
    const seen = await new SageMaker(work).wait(type.describe, keyOf(type, work), 3600, (described) =>
      ["InService", "Failed", "OutOfService", undefined].includes(textOf(described ?? {}, "EndpointStatus")),
    );
    const status = textOf(seen ?? {}, "EndpointStatus");
    if (status === "InService") return;
    const reason = textOf(seen ?? {}, "FailureReason") ?? "no reason given";
    throw new HalfMade(
      work.id,
      {},
      work.inputs,
      `unexpected state '${status ?? "gone"}', wanted target 'InService': ${reason}`,
    );
  };
  return {
    ...plainType(type),
    create: async (work) => {
      const learnt = await create(type, work);
      await inService(work);
      return learnt;
    },
    update: async (work, old) => {
      await changeTags(work, old);
      const asked = ({ endpointConfigName = null, deploymentConfig = null }: Properties) => ({
        endpointConfigName,
        deploymentConfig,
      });
      if (sameValue(asked(work.outputs), asked(old))) return {};
      await new SageMaker(work).call("UpdateEndpoint", toRequest("UpdateEndpoint", requestInputs(work), type.renamed));
      await inService(work);
      return {};
    },
    read: async (work) => {
      const seen = await new SageMaker(work).find(type.describe, keyOf(type, work));
      return seen === undefined ? undefined : { endpointConfigName: seen["EndpointConfigName"] ?? "" };
    },
    delete: async (work) => {
      await remove(type, work);
      await untilGone(type, work, 3600);
    },
  };
}

/** Create does not wait for the job to end; delete stops a running one first. */
function trainingType(type: ServedType): Behaviour {
  return {
    ...plainType(type),
    delete: async (work) => {
      const api = new SageMaker(work);
      const status = async () => textOf((await api.find(type.describe, keyOf(type, work))) ?? {}, "TrainingJobStatus");
      if ((await status()) === "InProgress") await api.call("StopTrainingJob", keyOf(type, work));
      await api.wait(type.describe, keyOf(type, work), 2700, (seen) =>
        ["Completed", "Failed", "Stopped", undefined].includes(textOf(seen ?? {}, "TrainingJobStatus")),
      );
      await remove(type, work);
      await untilGone(type, work, 2700);
    },
  };
}

/** Create waits until a status shows; delete stops a job that still runs, and tries again. */
function tuningType(type: ServedType): Behaviour {
  const seenAs = (seen: Properties) => ({
    status: seen["HyperParameterTuningJobStatus"] ?? "",
    failureReason: seen["FailureReason"] ?? "",
  });
  return {
    ...plainType(type),
    create: async (work) => {
      const learnt = await create(type, work);
      const seen = await new SageMaker(work).wait(
        type.describe,
        keyOf(type, work),
        300,
        (described) => described !== undefined,
      );
      return { ...learnt, ...seenAs(seen ?? {}) };
    },
    read: async (work) => {
      const seen = await new SageMaker(work).find(type.describe, keyOf(type, work));
      return seen === undefined ? undefined : seenAs(seen);
    },
    delete: async (work) => {
      const api = new SageMaker(work);
      const running = (seen: Properties | undefined) =>
        ["InProgress", "Stopping", "Deleting"].includes(textOf(seen ?? {}, "HyperParameterTuningJobStatus") ?? "");
      const seen = await api.find(type.describe, keyOf(type, work));
      if (textOf(seen ?? {}, "HyperParameterTuningJobStatus") === "InProgress") {
        await api.call("StopHyperParameterTuningJob", keyOf(type, work));
      }
      await api.wait(type.describe, keyOf(type, work), 1800, (described) => !running(described));
      await remove(type, work);
      await untilGone(type, work, 1800);
    },
  };
}

async function create(type: ServedType, work: Work): Promise<Properties> {
  const request = toRequest(type.create, requestInputs(work), type.renamed);
  const tags = tagList(work.outputs["tagsAll"]);
  const answer = await new SageMaker(work).call(type.create, tags.length === 0 ? request : { ...request, Tags: tags });
  const arn = answer[type.answer];
  return arn === undefined ? {} : { arn };
}

async function remove(type: ServedType, work: Work): Promise<void> {
  try {
    await new SageMaker(work).call(type.remove, keyOf(type, work));
  } catch (error) {
    if (!(error instanceof AwsError) || !isAbsent(error)) throw error;
  }
}

async function untilGone(type: ServedType, work: Work, seconds: number): Promise<void> {
  await new SageMaker(work).wait(type.describe, keyOf(type, work), seconds, (seen) => seen === undefined);
}

async function changeTags(work: Work, old: Properties): Promise<void> {
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
function requestInputs({ type, outputs }: Work): Properties {
  const names = Object.keys(type.fact.inputs).filter((name) => !ownInputs.has(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = outputs[name];
      return value === undefined || value === null || value === "" ? [] : [[name, value] as const];
    }),
  );
}

function keyOf({ key }: ServedType, { id }: Work): Properties {
  return { [key]: id };
}

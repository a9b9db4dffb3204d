import { AwsError, type Work } from "./cloud";
import type { Entry } from "./store";
import { textOf } from "./values";

type Removal = (work: Work) => AwsError | undefined;

/** Refuses to delete what AWS would keep, and takes along what AWS deletes with it. */
export function refuseDelete(work: Work): void {
  const refusal = removals[work.type.token]?.(work);
  if (refusal !== undefined) throw refusal;
}

const removals: Readonly<Record<string, Removal>> = {
  "aws:iam/role:Role": roleInUse,
  "aws:iam/policy:Policy": (work) =>
    using(work, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn") === undefined
      ? undefined
      : new AwsError("DeleteConflict", "Cannot delete a policy attached to entities."),
  "aws:cloudwatch/eventRule:EventRule": (work) => {
    const target = using(work, "aws:cloudwatch/eventTarget:EventTarget", "rule", textOf(work.outputs, "name"));
    if (target === undefined || work.outputs["forceDestroy"] === true) return undefined;
    return new AwsError("ValidationException", "Rule can't be deleted since it has targets.");
  },
  "aws:cloudwatch/logGroup:LogGroup": (work) => protectedBy(work, "The log group is protected against deletion."),
  "aws:dynamodb/table:Table": (work) =>
    protectedBy(
      work,
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    ),
  "aws:athena/workgroup:Workgroup": (work) =>
    work.outputs["forceDestroy"] === true || using(work, "aws:athena/namedQuery:NamedQuery", "workgroup") === undefined
      ? undefined
      : new AwsError("InvalidRequestException", `WorkGroup ${work.id} is not empty`),
  "aws:sagemaker/domain:Domain": (work) =>
    using(work, "aws:sagemaker/userProfile:UserProfile", "domainId") === undefined
      ? undefined
      : new AwsError(
          "ResourceInUse",
          `Unable to delete Domain [${work.id}] because UserProfile(s) are associated with it.`,
        ),
  "aws:apigatewayv2/integration:Integration": (work) => {
    const route = using(work, "aws:apigatewayv2/route:Route", "target", `integrations/${work.id}`);
    if (route === undefined) return undefined;
    return new AwsError(
      "ConflictException",
      `Cannot delete Integration '${work.id}'. It is used by Route '${route.id}'.`,
    );
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": (work) => {
    const schedules = work.cloud.store.all("aws:scheduler/schedule:Schedule", work.region);
    for (const schedule of schedules) if (schedule.outputs["groupName"] === work.id) work.cloud.store.remove(schedule);
    return undefined;
  },
};

function roleInUse(work: Work): AwsError | undefined {
  const force = work.outputs["forceDetachPolicies"] === true;
  const held = ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/rolePolicy:RolePolicy"].flatMap((type) =>
    work.cloud.store.all(type).filter(({ outputs }) => outputs["role"] === work.id),
  );
  const [first] = held;
  if (first === undefined) return undefined;
  if (force) {
    for (const entry of held) work.cloud.store.remove(entry);
    return undefined;
  }
  const what = first.type.endsWith("Attachment") ? "detach all policies" : "delete policies";
  return new AwsError("DeleteConflict", `Cannot delete entity, must ${what} first.`);
}

function using(work: Work, type: string, prop: string, name: string = work.id): Entry | undefined {
  return work.cloud.store.find(type, undefined, ({ outputs }) => outputs[prop] === name);
}

function protectedBy(work: Work, sentence: string): AwsError | undefined {
  return work.outputs["deletionProtectionEnabled"] === true ? new AwsError("ValidationException", sentence) : undefined;
}

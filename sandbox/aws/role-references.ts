import type { Reference } from "./reference";

const ROLE = "aws:iam/role:Role";

/** A role by its name. */
export function roleByName(path: string): Reference {
  return { path, to: [ROLE], says: (name) => ["NoSuchEntity", `The role with name ${name} cannot be found.`] };
}

/** A managed policy by its ARN. */
export function policy(path: string): Reference {
  const says = (arn: string) => ["NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`] as const;
  return { path, to: ["aws:iam/policy:Policy"], says };
}

/** A role that SageMaker can take. */
export function sagemakerRole(path: string): Reference {
  const service = "sagemaker.amazonaws.com";
  return {
    path,
    to: [ROLE],
    service,
    says: (arn) => [
      "ValidationException",
      `Could not assume role ${arn}. Please ensure that the role exists and allows principal '${service}' to assume the role.`,
    ],
  };
}

/** A role that Lambda can take. */
export function lambdaRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "lambda.amazonaws.com",
    says: (arn) => [
      "InvalidParameterValueException",
      `The role defined for the function cannot be assumed by Lambda: ${arn} must exist and trust lambda.amazonaws.com.`,
    ],
  };
}

/** A role that EventBridge Scheduler can take. */
export function schedulerRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "scheduler.amazonaws.com",
    says: (arn) => [
      "ValidationException",
      `The execution role you provide must allow AWS EventBridge Scheduler to assume the role: ${arn} must exist and trust scheduler.amazonaws.com.`,
    ],
  };
}

/** A role that EventBridge can take. */
export function eventsRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "events.amazonaws.com",
    says: (arn) => [
      "ValidationException",
      `Provided role '${arn}' cannot be assumed by principal 'events.amazonaws.com'.`,
    ],
  };
}

/** A role that Step Functions can take. */
export function statesRole(path: string): Reference {
  return {
    path,
    to: [ROLE],
    service: "states.amazonaws.com",
    says: (arn) => [
      "AccessDeniedException",
      `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role: ${arn}.`,
    ],
  };
}

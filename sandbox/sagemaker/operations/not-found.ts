import { AwsError, validationException } from "../aws-error";
import { type Kind, kinds } from "../kinds";
import { arnOf, type Scope } from "../scope";

/** What SageMaker says of an object that is not there: each kind has words, and a code, of its own. */
export function notFound(kind: Kind, scope: Scope, name: string): AwsError {
  switch (kind) {
    case "training":
      return validationException("Requested resource not found.");
    case "transform":
    case "processing":
      return validationException(`Could not find requested job with name: ${name}`);
    case "tuning":
      return new AwsError("ResourceNotFound", `Amazon SageMaker can't find a tuning job with the name ${name}.`);
    case "compilation":
      return new AwsError("ResourceNotFound", `Could not find compilation job "${arnOf(kind, scope, name)}".`);
    default:
      return validationException(`Could not find ${kinds[kind].noun} "${arnOf(kind, scope, name)}".`);
  }
}

/** What SageMaker says of a name that is taken. */
export function nameInUse(kind: Kind, scope: Scope, name: string): AwsError {
  const arn = arnOf(kind, scope, name);
  if (kind === "model" || kind === "endpoint-config" || kind === "endpoint") {
    return validationException(`Cannot create already existing ${kinds[kind].noun} "${arn}".`);
  }
  return new AwsError(
    "ResourceInUse",
    `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
  );
}

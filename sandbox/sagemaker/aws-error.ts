/** A refusal as SageMaker words it; the server turns it into the protocol's error answer. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}

/** The error SageMaker answers most bad requests with. */
export function validationException(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

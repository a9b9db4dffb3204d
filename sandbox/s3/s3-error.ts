/** A refusal as S3 words it. */
export class S3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

export function noSuchBucket(): S3Error {
  return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
}

export function noSuchKey(): S3Error {
  return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
}

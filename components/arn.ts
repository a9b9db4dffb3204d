import { textInput } from "./text-input";

/** Checks the ARN of a role. */
export const roleInput = textInput('the ARN of a role, such as "arn:aws:iam::123456789012:role/mine"', (arn) =>
  /^arn:[a-z-]+:iam::\d{12}:role\/.+/.test(arn),
);

/** Checks the ARN of a key. An alias would do for SageMaker, but IAM lets nobody use a key by the ARN of its alias. */
export const keyInput = textInput(
  'the ARN of a KMS key, such as "arn:aws:kms:eu-north-1:123456789012:key/1a2b"',
  (arn) => /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/.+/.test(arn),
);

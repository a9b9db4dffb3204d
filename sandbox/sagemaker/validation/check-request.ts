import { AwsError, validationException } from "../aws-error";
import type { JsonObject } from "../wire";

import { operationShape } from "./api-facts";
import { constraintFaults } from "./constraint-faults";
import { readShape } from "./read-shape";

/**
 * A request body as the operation's input shape, known members only, every constraint of AWS's API model kept.
 * @throws AwsError UnknownOperationException, SerializationException or ValidationException, as AWS words them
 */
export function checkRequest(operation: string, body: unknown): JsonObject {
  const input = operationShape(operation, "input");
  if (input === undefined) throw new AwsError("UnknownOperationException", "");
  const request = readShape(input, body) as JsonObject;
  const faults = constraintFaults(input, request);
  if (faults.length === 0) return request;
  const errors = faults.length === 1 ? "error" : "errors";
  throw validationException(`${faults.length} validation ${errors} detected: ${faults.join("; ")}`);
}

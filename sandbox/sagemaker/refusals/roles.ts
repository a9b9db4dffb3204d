import { isObject, type JsonObject } from "../wire";

/** Every role a request passes, however deep. */
export function rolesIn(request: JsonObject): string[] {
  return Object.entries(request).flatMap(([name, value]) => {
    if ((name === "RoleArn" || name === "ExecutionRoleArn") && typeof value === "string") return [value];
    const nested: unknown[] = Array.isArray(value) ? value : [value];
    return nested.filter(isObject).flatMap(rolesIn);
  });
}

/** AWS's sentence about a role that it cannot take on, or not yet. */
export function cannotAssume(role: string): string {
  return (
    `Could not assume role ${role}. Please ensure that the role exists and allows principal ` +
    `'sagemaker.amazonaws.com' to assume the role.`
  );
}

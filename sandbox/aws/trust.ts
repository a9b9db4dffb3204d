import { isObject, type Value } from "./values";

/** Whether a role's trust policy lets a service such as `sagemaker.amazonaws.com` take the role. */
export function trusts(policy: Value | undefined, service: string): boolean {
  const document = typeof policy === "string" ? read(policy) : policy;
  if (!isObject(document)) return false;
  return list(document["Statement"]).some((statement) => allows(statement, service));
}

function allows(statement: Value, service: string): boolean {
  if (!isObject(statement) || statement["Effect"] !== "Allow") return false;
  const assumes = list(statement["Action"]).some((action) => ["sts:assumerole", "sts:*", "*"].includes(lower(action)));
  const principal = statement["Principal"];
  const named = isObject(principal)
    ? list(principal["Service"]).some((one) => lower(one) === service)
    : principal === "*";
  return assumes && named;
}

function read(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

function list(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function lower(value: Value): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

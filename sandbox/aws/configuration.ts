import type { Failure } from "./check-types";
import type { Cloud } from "./cloud";
import { looksLikeRegion } from "./regions";
import type { Home } from "./resources";
import { Store } from "./store";
import { isObject, textOf, UNKNOWN, type Properties, type Value } from "./values";

type Environment = Readonly<Record<string, string | undefined>>;

/** The provider's own settings, with the region filled in from the environment as the real one does. */
export function checkConfiguration(
  news: Properties,
  environment: Environment,
): { inputs: Properties; failures: Failure[] } {
  const region = news["region"] ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"];
  if (region === undefined) {
    const reason = "sandbox: Expected a region: set aws:region in the stack's configuration, or AWS_REGION.";
    return { inputs: news, failures: [{ property: "region", reason }] };
  }
  const fault = typeof region === "string" && region !== UNKNOWN && !looksLikeRegion(region);
  const failures = fault ? [{ property: "region", reason: `sandbox: invalid AWS Region: ${region}` }] : [];
  return { inputs: { ...news, region }, failures };
}

/** Where this provider works; refuses to work anywhere but in a sandbox. */
export function configure(settings: Properties, environment: Environment, cancelled: AbortSignal): Home {
  const home = environment["GREENML_SANDBOX_HOME"];
  const sagemakerUrl = environment["AWS_ENDPOINT_URL_SAGEMAKER"];
  const missing = [
    ...(present(home) ? [] : ["GREENML_SANDBOX_HOME"]),
    ...(present(sagemakerUrl) ? [] : ["AWS_ENDPOINT_URL_SAGEMAKER"]),
  ];
  if (!present(home) || !present(sagemakerUrl)) {
    throw new Error(
      `sandbox: Expected ${missing.join(" and ")} in the environment: this aws provider stands in for AWS inside a sandbox and never works on an account.`,
    );
  }
  const s3Url = environment["AWS_ENDPOINT_URL_S3"];
  const cloud: Cloud = {
    store: new Store(home),
    sagemakerUrl,
    s3Url: present(s3Url) ? s3Url : undefined,
    speed: speedOf(environment),
    cancelled,
  };
  const { inputs, failures } = checkConfiguration(settings, environment);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(failure.reason);
  return { cloud, region: textOf(inputs, "region") ?? "us-east-1", defaultTags: defaultTags(inputs["defaultTags"]) };
}

function speedOf(environment: Environment): number {
  const speed = Number(environment["GREENML_SANDBOX_SPEED"] ?? 60);
  if (speed > 0) return speed;
  throw new Error(
    `sandbox: Expected GREENML_SANDBOX_SPEED above 0, got ${environment["GREENML_SANDBOX_SPEED"] ?? ""}.`,
  );
}

function present(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}

/** The engine hands nested settings over as JSON text. */
function defaultTags(setting: Value | undefined): Readonly<Record<string, string>> {
  const value = typeof setting === "string" && setting !== UNKNOWN ? (JSON.parse(setting) as Value) : setting;
  const tags = isObject(value) ? value["tags"] : undefined;
  if (!isObject(tags)) return {};
  return Object.fromEntries(
    Object.entries(tags).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

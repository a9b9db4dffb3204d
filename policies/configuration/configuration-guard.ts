import { isDeepStrictEqual } from "node:util";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Policies } from "@pulumi/policy";
import { namedRule } from "./pack-settings";
import { readRuleSettings } from "./rule-settings";

/**
 * Makes the pack refuse a configuration that the engine lets through: a rule that does not exist, a setting that a rule
 * does not have. The engine checks values alone and drops what it does not know, so that a misspelt rule keeps its default.
 * With a fault of the pack's own settings it refuses every configuration. The SDK offers no place for such a check, so it is made where the request is read.
 */
export function guardConfiguration(
  rules: Policies,
  retired: Readonly<Record<string, string>>,
  settingsFault?: Error,
): void {
  const { configure } = AnalyzerService;
  const read = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => {
    const request = read(bytes);
    const policies = request.getPolicyconfigMap();
    // Thrown here, gRPC would drop the sentence; thrown where the SDK reads, the engine prints it.
    request.getPolicyconfigMap = () => {
      if (settingsFault !== undefined) throw settingsFault;
      refuseUnknown(policies, rules, retired);
      return policies;
    };
    return request;
  };
}

function refuseUnknown(
  policies: ReturnType<ConfigureAnalyzerRequest["getPolicyconfigMap"]>,
  rules: Policies,
  retired: Readonly<Record<string, string>>,
): void {
  policies.forEach((policy, name) => {
    // The engine hands on "all", its word for every rule, beside what it made of it.
    if (name === "all") return;
    const rule = namedRule(name, rules, retired, "the pack's configuration");
    const settings = policy.getProperties()?.toJavaScript() ?? {};
    // Most rules come with their defaults, which the engine has filled in: no need to build a parser for those.
    if (!isDeepStrictEqual(settings, defaultsOf(rule))) readRuleSettings(rule, settings);
  });
}

function defaultsOf({ configSchema }: Policies[number]): Readonly<Record<string, unknown>> {
  const properties = Object.entries(configSchema?.properties ?? {});
  return Object.fromEntries(properties.map(([name, property]) => [name, property.default as unknown]));
}

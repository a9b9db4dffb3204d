import type { Policies, PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { sharedStackRules, shareStacks } from "../../../policies/configuration/shared-stacks";

const { AnalyzerResource, AnalyzerResourceOptions, AnalyzeStackRequest } = jest.requireActual<
  typeof import("@pulumi/pulumi/proto/analyzer_pb")
>("@pulumi/pulumi/proto/analyzer_pb");
const { makeAnalyzeStackRpcFun: served } = jest.requireActual<{ makeAnalyzeStackRpcFun: Serve }>(
  "@pulumi/policy/server",
);

type Call = (call: { request: unknown }, done: (error: unknown, answer?: Answer) => void) => void;
type Serve = (pack: string, version: string, level: string, rules: Policies) => Call;
interface Answer {
  getDiagnosticsList(): { getPolicyname(): string; getMessage(): string; getUrn(): string }[];
}

shareStacks();

function request(...names: readonly string[]): unknown {
  const asked = new AnalyzeStackRequest();
  const resources = names.map((name, index) => {
    const resource = new AnalyzerResource();
    resource.setUrn(`urn:${name}`);
    resource.setName(name);
    resource.setType("aws:s3/bucket:Bucket");
    resource.setProperties(Struct.fromJavaScript({ bucket: name }));
    resource.setOptions(new AnalyzerResourceOptions());
    if (index > 0) resource.setParent(`urn:${names[0] ?? ""}`);
    return resource;
  });
  asked.setResourcesList(resources);
  return asked;
}

async function judged(rules: Policies, asked: unknown): Promise<readonly string[]> {
  const answer = await new Promise<Answer>((resolve, reject) => {
    served(
      "pack",
      "1.0.0",
      "mandatory",
      rules,
    )({ request: asked }, (error, given) => {
      if (given === undefined) reject(new Error(String(error)));
      else resolve(given);
    });
  });
  return answer
    .getDiagnosticsList()
    .map((one) => `${one.getPolicyname()} ${one.getUrn()} ${one.getMessage().split("\n").at(-1) ?? ""}`);
}

/** Rules that keep what they are given, and report each resource. */
function watching(seen: PolicyResource[][], names: readonly string[]): Policies {
  return names.map((name) => ({
    name,
    description: "Nothing is wrong.",
    validateStack: ({ resources }: StackValidationArgs, report) => {
      seen.push(resources);
      for (const { urn, props } of resources) report(`Too much: ${String(props["bucket"])}.`, urn);
    },
  }));
}

it("builds a stack once for all rules, each of which reports for itself", async () => {
  const seen: PolicyResource[][] = [];
  const found = await judged(sharedStackRules(watching(seen, ["one", "two", "three"])), request("a", "b"));
  expect(found).toEqual(
    ["one", "two", "three"].flatMap((rule) => [`${rule} urn:a Too much: a.`, `${rule} urn:b Too much: b.`]),
  );
  expect(new Set(seen).size).toBe(1);
  expect(seen[0]?.map(({ urn, parent }) => [urn, parent?.urn])).toEqual([
    ["urn:a", undefined],
    ["urn:b", "urn:a"],
  ]);
});

it("keeps the stacks of two requests apart, even when they are judged at once", async () => {
  const rules = sharedStackRules(watching([], ["one", "two"]));
  const both = await Promise.all([judged(rules, request("a")), judged(rules, request("b"))]);
  expect(both).toEqual([
    ["one urn:a Too much: a.", "two urn:a Too much: a."],
    ["one urn:b Too much: b.", "two urn:b Too much: b."],
  ]);
});

it("judges an empty stack as empty", async () => {
  const seen: PolicyResource[][] = [];
  await judged(sharedStackRules(watching(seen, ["one", "two"])), request());
  expect(seen).toEqual([[], []]);
});

it("gives rules what comes in any other way", () => {
  const seen: PolicyResource[][] = [];
  const [rule] = sharedStackRules(watching(seen, ["one"]));
  const resources: PolicyResource[] = [];
  if (rule !== undefined && "validateStack" in rule)
    void rule.validateStack({ resources } as unknown as StackValidationArgs, () => undefined);
  expect(seen[0]).toBe(resources);
});

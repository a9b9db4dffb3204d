import fc from "../../support/fast-check";

import { AwsError } from "../../../sandbox/sagemaker/aws-error";
import { operationNames, operationShape, shape } from "../../../sandbox/sagemaker/validation/api-facts";
import { checkRequest } from "../../../sandbox/sagemaker/validation/check-request";
import { matchesPattern } from "../../../sandbox/sagemaker/validation/pattern";

import { trainingRequest } from "./requests";

function refusal(operation: string, body: unknown): string {
  try {
    checkRequest(operation, body);
    return "accepted";
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const detected = "ValidationException: 1 validation error detected: ";

describe("a request", () => {
  test.each<{ when: string; body: object; says: string }>([
    {
      when: "a name breaks its pattern",
      body: trainingRequest({ TrainingJobName: "a_b" }),
      says: `${detected}Value 'a_b' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
    },
    {
      when: "a required member of a member is missing",
      body: trainingRequest({ CheckpointConfig: {} as { S3Uri: string } }),
      says: `${detected}Value null at 'checkpointConfig.s3Uri' failed to satisfy constraint: Member must not be null`,
    },
    {
      when: "a number is too small",
      body: trainingRequest({ StoppingCondition: { MaxRuntimeInSeconds: 0 } }),
      says: `${detected}Value '0' at 'stoppingCondition.maxRuntimeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    },
    {
      when: "a list is empty",
      body: trainingRequest({ InputDataConfig: [] }),
      says: `${detected}Value '[]' at 'inputDataConfig' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    },
    {
      when: "a member of a list is wrong: AWS counts from one",
      body: trainingRequest({ Tags: [{ Key: "", Value: "x" }] }),
      says: `${detected}Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    },
    {
      when: "a value of a map is too long",
      body: trainingRequest({ Environment: { A: "x".repeat(513) } }),
      says: `${detected}Value '{"A":"${"x".repeat(513)}"}' at 'environment' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 512]`,
    },
    {
      when: "a text is a number",
      body: { ...trainingRequest(), TrainingJobName: 3 },
      says: "SerializationException: NUMBER_VALUE can not be converted to a String",
    },
    {
      when: "a structure is a list",
      body: { ...trainingRequest(), ResourceConfig: [] },
      says: "SerializationException: Start of list found where not expected.",
    },
  ])("is refused in AWS's words when $when", ({ body, says }) => {
    expect(refusal("CreateTrainingJob", body)).toBe(says);
  });

  test("names every fault at once", () => {
    expect(refusal("DescribeTrainingJob", {})).toMatch(/^ValidationException: 1 validation error detected/);
    const said = refusal("CreateTrainingJob", { TrainingJobName: "-" });
    expect(said).toMatch(/^ValidationException: 3 validation errors detected: /);
    expect(said.split("; ")).toHaveLength(3);
  });

  test("is refused for an instance type that AWS does not list, however plausible", () => {
    const ResourceConfig = { InstanceType: "ml.m99.large" as "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 1 };
    expect(refusal("CreateTrainingJob", trainingRequest({ ResourceConfig }))).toMatch(
      /Value 'ml.m99.large' at 'resourceConfig.instanceType' failed to satisfy constraint: Member must satisfy enum value set: \[ml\./,
    );
  });

  test("loses members AWS does not know, and nulls", () => {
    const checked = checkRequest("DescribeTrainingJob", { TrainingJobName: "a", Surprise: 1, constructor: 2 });
    expect(checked).toEqual({ TrainingJobName: "a" });
    expect(refusal("DescribeTrainingJob", { TrainingJobName: null })).toContain("Member must not be null");
  });

  test("counts a text's length in code points", () => {
    const ContentType = (count: number) => ({ ...trainingRequest(), Environment: { A: "\u{1F331}".repeat(count) } });
    expect(refusal("CreateTrainingJob", ContentType(512))).toBe("accepted");
    expect(refusal("CreateTrainingJob", ContentType(513))).toContain("less than or equal to 512");
  });

  test("of an unknown operation is said to be", () => {
    expect(refusal("CreateWishes", {})).toBe("UnknownOperationException: ");
    expect(refusal("toString", {})).toBe("UnknownOperationException: ");
  });
});

describe("AWS's patterns", () => {
  test("all compile, and hold for the whole value", () => {
    const patterns = new Set<string>();
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const { pattern, members = {}, member, key, value } = shape(name);
      if (pattern !== undefined) patterns.add(pattern);
      for (const next of [...Object.values(members), member, key, value]) if (next !== undefined) visit(next);
    };
    for (const operation of operationNames()) visit(operationShape(operation, "input") ?? "");
    expect(patterns.size).toBeGreaterThan(40);
    for (const pattern of patterns) expect(typeof matchesPattern(pattern, "a")).toBe("boolean");
    expect(matchesPattern("[a-z]+", "abc!")).toBe(false);
    expect(matchesPattern("arn:[\\p{Alnum}\\-]+:x", "arn:aws-cn9:x")).toBe(true);
  });
});

describe("the validator", () => {
  test("answers or refuses whatever it is sent", () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    const names = operationNames();
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (operation, body) => {
        expect(typeof refusal(operation, body)).toBe("string");
      }),
      { numRuns: 300 },
    );
  });

  test("answers or refuses requests of the right members with any values", () => {
    const request = fc.constantFrom(...operationNames()).chain((operation) => {
      const members = Object.keys(shape(operationShape(operation, "input") ?? "").members ?? {});
      const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.jsonValue({ maxDepth: 3 }));
      const body = fc.dictionary(fc.constantFrom(...members, "Other"), value, { maxKeys: 6 });
      return fc.tuple(fc.constant(operation), body);
    });
    fc.assert(
      fc.property(request, ([operation, body]) => {
        expect(refusal(operation, body)).toMatch(/^(accepted|ValidationException|SerializationException)/);
      }),
      { numRuns: 400 },
    );
  });
});

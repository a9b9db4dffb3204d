import { lambdaArchitecture } from "../../../policies/rules/lambda-architecture";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { lambdaFunction, logGroup } from "../support/resources";

const portable =
  'Expected architectures ["arm64"] for python3.14, got x86_64; what it saves depends on the calls and is unknown.';

const cases: readonly Case[] = [
  {
    when: "nothing is said, or the list is empty, which mean x86_64",
    given: [lambdaFunction(), lambdaFunction({ architectures: [] })],
    says: [portable, portable],
  },
  { when: "x86_64 is said", given: lambdaFunction({ architectures: ["x86_64"] }), says: [portable] },
  { when: "arm64 is said", given: lambdaFunction({ architectures: ["arm64"] }), says: [] },
  {
    when: "code may be for one instruction set",
    given: [
      lambdaFunction({ packageType: "Image", runtime: undefined }),
      lambdaFunction({ runtime: "provided.al2023" }),
      lambdaFunction({ layers: ["arn:aws:lambda:eu-north-1:123456789012:layer:native:1"] }),
      lambdaFunction({ runtime: "" }),
    ],
    says: [],
  },
  {
    when: "the runtime exists on x86_64 alone",
    given: ["python3.7", "nodejs10.x", "java8", "ruby2.5"].map((runtime) => lambdaFunction({ runtime })),
    says: [],
  },
  { when: "the runtime is not listed", given: lambdaFunction(), settings: { portableRuntimes: ["nodejs"] }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(lambdaArchitecture, given, settings)).toEqual(says);
});

it("leaves an architecture that a preview does not know to the SDK", async () => {
  const given = lambdaFunction({ architectures: [unknownStringValue] });
  await expect(judge(lambdaArchitecture, given)).rejects.toThrow("architectures");
});
